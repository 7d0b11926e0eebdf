package dev.sinew.hal.safety;

import dev.sinew.config.robot.ArmingRule;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.ImuLimits;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.SafetyLimits;
import dev.sinew.config.robot.Stance;
import dev.sinew.config.robot.StopCategory;
import java.util.List;
import java.util.Optional;

/// A two-wheel balancer for tests: two motors of 10 V at 100 Hz.
public final class TwoWheels {
    /// Largest target, V.
    public static final double VOLTS = 10;
    /// Largest change of a target per second, V/s: 4 V per tick.
    public static final double VOLTS_PER_SECOND = 400;
    /// Largest wheel speed, rad/s.
    public static final double SPEED = 20;

    private TwoWheels() {}

    /// {@return the balancer}
    public static RobotDescription description() {
        return with(CommandMode.VOLTAGE, new JointLimits(VOLTS, VOLTS_PER_SECOND, SPEED));
    }

    /// {@return the balancer with other joints}
    ///
    /// @param mode what their targets mean
    /// @param limits of both
    public static RobotDescription with(CommandMode mode, JointLimits limits) {
        return new RobotDescription(
                "two-wheels",
                100,
                List.of(new Joint("left_wheel", mode, limits), new Joint("right_wheel", mode, limits)),
                Optional.of(new AttitudeSettings(0.5, 4.0, 20.0)),
                new SafetyLimits(
                        StopCategory.CUT,
                        Optional.of(new ImuLimits(StrictMath.toRadians(45), 5, 6.0, 40.0, 3)),
                        3,
                        20,
                        2.0,
                        9.0,
                        1),
                new ArmingRule(new Stance.Upright(StrictMath.toRadians(5), 0.2), 0.5, 0.05));
    }
}
