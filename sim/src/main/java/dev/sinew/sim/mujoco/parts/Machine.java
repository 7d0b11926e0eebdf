package dev.sinew.sim.mujoco.parts;

/// The machines MuJoCo's wheel exists for, with the pinned hashes of wheel and library.
enum Machine {
    X86_64(
            "x86_64",
            "885bd9b9cc0a6b5ba1114923eb954027652a6a0c115fa46b3218b83bae72ac4f",
            "90bc997a73efc90624a120f63eccd67441dfc6c705cd537357508f44757880ba"),
    AARCH64(
            "aarch64",
            "34de0c1674caa95abd3a0214ded4461e688150fbaa015b2db523d553b7411c3b",
            "0f26ca812e38dc71ade595de5b99d0eedc8a344b595e8968b32a391433dc566b");

    static final String LIBRARY = "libmujoco.so.4.0.0";

    private final String tag;
    private final String wheelSha256;
    private final String librarySha256;

    Machine(String tag, String wheelSha256, String librarySha256) {
        this.tag = tag;
        this.wheelSha256 = wheelSha256;
        this.librarySha256 = librarySha256;
    }

    /// {@return the machine with these system properties}
    ///
    /// @param os value of `os.name`
    /// @param architecture value of `os.arch`
    static Machine of(String os, String architecture) {
        if (os.equals("Linux")) {
            switch (architecture) {
                case "amd64", "x86_64" -> {
                    return X86_64;
                }
                case "aarch64" -> {
                    return AARCH64;
                }
                default -> {}
            }
        }
        throw new PartsException("no MuJoCo library for this machine: expected Linux on amd64 or aarch64, found " + os
                + " on " + architecture);
    }

    /// {@return the name of its folder in the cache}
    String folder() {
        return "mujoco-4.0.0-" + tag;
    }

    /// {@return the wheel with MuJoCo's library}
    Wheel mujoco() {
        return new Wheel(
                "mujoco-core==4.0.0",
                platform(),
                "mujoco_core-4.0.0-cp311-cp311-manylinux_2_27_" + tag + ".manylinux_2_28_" + tag + ".whl",
                wheelSha256);
    }

    /// {@return the wheel with Gymnasium's models, the same for every machine}
    Wheel gymnasium() {
        return new Wheel(
                "gymnasium==1.4.0",
                platform(),
                "gymnasium-1.4.0-py3-none-any.whl",
                "1cb947c59e7c72d8eabb2c2274c00cd20948e69f8452a9ef4092223be24fdf0e");
    }

    private String platform() {
        return "manylinux_2_28_" + tag;
    }

    /// {@return the hash of the library in the wheel, lower-case hex}
    String librarySha256() {
        return librarySha256;
    }
}
