package dev.sinew.config.robot;

import java.util.List;

/// Which devices a robot has and where: the content of `wiring.yaml`.
///
/// @param robot name of the robot
/// @param devices in the order of the file
public record Wiring(String robot, List<Device> devices) {
    /// Copies the devices.
    public Wiring {
        devices = List.copyOf(devices);
    }
}
