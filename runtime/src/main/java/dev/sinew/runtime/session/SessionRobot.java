package dev.sinew.runtime.session;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;

/// The robot of a run: what it is, where its devices are, and the files that say so, for its flight record.
///
/// @param description what it is
/// @param wiring where its devices are
/// @param descriptionFile text of `robot.yaml`
/// @param wiringFile text of `wiring.yaml`
public record SessionRobot(RobotDescription description, Wiring wiring, String descriptionFile, String wiringFile) {
    /// {@return a robot of the configuration files}
    ///
    /// @param robots that they describe
    /// @param name of the robot
    public static SessionRobot of(Robots robots, String name) {
        return new SessionRobot(
                robots.description(name),
                robots.wiring(name),
                robots.text(name, Robots.DESCRIPTION),
                robots.text(name, Robots.WIRING));
    }
}
