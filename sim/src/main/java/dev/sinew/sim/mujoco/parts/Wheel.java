package dev.sinew.sim.mujoco.parts;

import java.util.List;

/// One file of the package index, pinned by its hash.
///
/// Wheels for other Python versions hold the same library but have other hashes, so the Python version is pinned too.
///
/// @param requirement name and version as pip reads them
/// @param platform pip's platform tag
/// @param file name of the wheel
/// @param sha256 of the wheel, lower-case hex
record Wheel(String requirement, String platform, String file, String sha256) {

    /// {@return what a user can type to try the download by hand}
    ///
    /// @param directory where the wheel would go
    String command(String directory) {
        return "python3 -m pip " + String.join(" ", arguments(directory));
    }

    /// {@return pip's arguments}
    ///
    /// @param directory where the wheel goes
    List<String> arguments(String directory) {
        return List.of(
                "download",
                "--no-deps",
                "--only-binary=:all:",
                "--python-version",
                "3.11",
                "--platform",
                platform,
                "--dest",
                directory,
                requirement);
    }
}
