package dev.sinew.sim.mujoco;

import dev.sinew.sim.mujoco.parts.NativeParts;

/// MuJoCo as tests load it, and a model that is small and falls.
public final class TestLibrary {
    /// A ball of 1 kg on a vertical slide and a hinged arm with a motor, step 1 ms.
    public static final String MODEL = """
            <mujoco>
              <option timestep="0.001"/>
              <worldbody>
                <body name="ball" pos="0 0 1">
                  <joint name="fall" type="slide" axis="0 0 1"/>
                  <geom name="ball" type="sphere" size="0.1" mass="1"/>
                </body>
                <body name="arm" pos="1 0 1">
                  <joint name="swing" type="hinge" axis="0 1 0" damping="0.1"/>
                  <geom type="capsule" fromto="0 0 0 0 0 -0.5" size="0.02" mass="0.5" contype="0" conaffinity="0"/>
                  <site name="tip" pos="0 0 -0.5"/>
                </body>
              </worldbody>
              <actuator><motor name="motor" joint="swing" ctrlrange="-2 2"/></actuator>
            </mujoco>
            """;

    private TestLibrary() {}

    /// {@return MuJoCo, fetched when the cache is empty}
    public static Mujoco load() {
        return load((severity, text) -> System.err.println(severity + " " + text));
    }

    /// {@return MuJoCo, fetched when the cache is empty}
    ///
    /// @param sink where its messages go
    public static Mujoco load(MessageSink sink) {
        return Mujoco.load(NativeParts.ofSystem().library(), sink);
    }
}
