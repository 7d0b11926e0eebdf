package dev.sinew.hal;

import dev.sinew.config.robot.ArmingRule;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.SafetyLimits;
import dev.sinew.config.robot.Stance;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.config.robot.Wiring;
import java.util.List;
import java.util.Optional;

/// A robot without an IMU for tests: a driven arm with limited travel and a passive pendulum, which must hang still
/// before it arms.
public final class Pendulum {
    /// Farthest angle of the arm, rad.
    public static final double TRAVEL = 2.5;

    private Pendulum() {}

    /// {@return its description}
    public static RobotDescription robot() {
        return new RobotDescription(
                "pendulum",
                100,
                List.of(
                        new Joint("arm", CommandMode.VOLTAGE, new JointLimits(6, 1200, 25, TRAVEL)),
                        new Joint(
                                "pendulum", CommandMode.PASSIVE, new JointLimits(0, 0, 50, Double.POSITIVE_INFINITY))),
                Optional.empty(),
                new SafetyLimits(StopCategory.CUT, Optional.empty(), 3, 20, 3, 9, 1),
                new ArmingRule(new Stance.AtRest(List.of(new Stance.JointRest("pendulum", 0.035, 0.3))), 0.1, 0.05));
    }

    /// {@return its wiring: the arm's bridge turned round}
    public static Wiring wiring() {
        return new Wiring(
                "pendulum",
                List.of(
                        new Device.Drv8871("arm", 20_000, 0, 1, -1),
                        new Device.Ina219(1, 0x40, 0.1),
                        new Device.Ls7366r(0, 0, "arm", 464.64, 1),
                        new Device.Ls7366r(0, 1, "pendulum", 2400, 1),
                        new Device.SupplyEnable(17),
                        new Device.EmergencyStop(27)));
    }
}
