package dev.sinew.hal;

import dev.sinew.config.robot.ArmingRule;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.AxisMap;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.ImuLimits;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.SafetyLimits;
import dev.sinew.config.robot.Stance;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.config.robot.Wiring;
import java.util.List;
import java.util.Optional;

/// A two-wheel balancer for tests.
public final class Balancer {
    /// Counts per turn of a wheel.
    public static final double COUNTS = 2248.8;

    private Balancer() {}

    /// {@return its description}
    public static RobotDescription robot() {
        JointLimits limits = new JointLimits(10, 1000, 18);
        return new RobotDescription(
                "balancer",
                100,
                List.of(
                        new Joint("left_wheel", CommandMode.VOLTAGE, limits),
                        new Joint("right_wheel", CommandMode.VOLTAGE, limits)),
                Optional.of(new AttitudeSettings(0.5, 1, 20)),
                new SafetyLimits(StopCategory.CUT, Optional.of(new ImuLimits(0.8, 5, 5, 25, 3)), 3, 20, 3, 9, 1),
                new ArmingRule(new Stance.Upright(0.09, 0.2), 0.5, 0.05));
    }

    /// {@return its wiring; the right motor and its encoder are mounted the other way round}
    public static Wiring wiring() {
        return new Wiring(
                "balancer",
                List.of(
                        new Device.Mpu6050(1, 0x68, new AxisMap(1, 2, 3)),
                        new Device.Ina219(1, 0x40, 0.1),
                        new Device.MotorHat(1, 0x60, 1600),
                        new Device.HatMotor("left_wheel", 1, 1),
                        new Device.HatMotor("right_wheel", 2, -1),
                        new Device.Ls7366r(0, 0, "left_wheel", COUNTS, 1),
                        new Device.Ls7366r(0, 1, "right_wheel", COUNTS, -1),
                        new Device.SupplyEnable(17),
                        new Device.EmergencyStop(27)));
    }
}
