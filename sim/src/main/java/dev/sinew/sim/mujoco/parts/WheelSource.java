package dev.sinew.sim.mujoco.parts;

import java.nio.file.Path;

/// Where wheels come from: pip, or a fake in tests.
interface WheelSource {
    /// Downloads a wheel.
    ///
    /// @param wheel which
    /// @param directory empty; holds the wheel afterwards
    void download(Wheel wheel, Path directory);
}
