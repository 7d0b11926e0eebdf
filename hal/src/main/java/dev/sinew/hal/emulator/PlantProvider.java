package dev.sinew.hal.emulator;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.reality.Reality;
import java.util.Optional;

/// Finds the physics of a robot through [java.util.ServiceLoader], so that a robot's image carries none.
public interface PlantProvider {
    /// {@return whether this provider has physics for a robot}
    ///
    /// @param files describe robots
    /// @param robot name of the robot
    boolean supports(ConfigFiles files, String robot);

    /// {@return a new plant in its start state}
    ///
    /// @param files describe robots
    /// @param robot name of the robot
    /// @param reality how the robot differs from its files; empty for one that does not
    /// @param seed of everything random
    Plant open(ConfigFiles files, String robot, Optional<Reality> reality, long seed);

    /// {@return whether this provider has physics for a shipped robot}
    ///
    /// @param robot name of the robot
    default boolean supports(String robot) {
        return supports(ConfigFiles.shipped(), robot);
    }

    /// {@return a new plant of a shipped robot in its start state}
    ///
    /// @param robot name of the robot
    /// @param seed of everything random
    default Plant open(String robot, long seed) {
        return open(ConfigFiles.shipped(), robot, Optional.empty(), seed);
    }
}
