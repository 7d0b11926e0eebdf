package dev.sinew.hal.emulator;

/// Finds the physics of a robot through [java.util.ServiceLoader], so that a robot's image carries none.
public interface PlantProvider {
    /// {@return whether this provider knows the robot}
    ///
    /// @param robot name of the robot
    boolean supports(String robot);

    /// {@return a new plant in its start state}
    ///
    /// @param robot name of the robot
    /// @param seed of everything random
    Plant open(String robot, long seed);
}
