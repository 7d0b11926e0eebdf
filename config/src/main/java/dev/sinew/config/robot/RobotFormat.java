package dev.sinew.config.robot;

import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.List;

/// The keys of a robot's description, the same in `robot.yaml` and in a policy's contract.
public final class RobotFormat {
    private static final double HALF_TURN = Math.PI;
    private static final double FASTEST = 1000;

    private RobotFormat() {}

    /// {@return the robot that a section describes}
    ///
    /// @param section the root of `robot.yaml`, or `robot` in a contract
    public static RobotDescription read(Section section) {
        String name = section.text("name");
        double rate = section.quantity("rate", Quantity.FREQUENCY, Range.of(1, 1000));
        if (rate != Math.rint(rate)) {
            throw section.refusal("rate", "must be a whole number of Hz, was " + rate);
        }
        List<Joint> joints =
                section.sections("joints").stream().map(RobotFormat::joint).toList();
        AttitudeSettings attitude = attitude(section.section("attitude"));
        SafetyLimits safety = safety(section.section("safety"), joints);
        ArmingRule arming = arming(section.section("arming"));
        if (arming.tilt() >= safety.tilt()) {
            throw section.section("arming").refusal("tilt", "must be below the tilt that stops the robot");
        }
        return section.made(() -> new RobotDescription(name, (int) rate, joints, attitude, safety, arming));
    }

    private static Joint joint(Section section) {
        CommandMode mode = section.choice("mode", CommandMode.class);
        JointLimits limits = new JointLimits(
                section.quantity("command", mode.quantity(), Range.positive()),
                section.quantity("command_rate", mode.rateQuantity(), Range.positive()),
                section.quantity("velocity", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)));
        return new Joint(section.text("name"), mode, limits);
    }

    private static AttitudeSettings attitude(Section section) {
        return new AttitudeSettings(
                section.quantity("calibration", Quantity.TIME, Range.above(0, 60)),
                section.quantity("time_constant", Quantity.TIME, Range.above(0, 60)),
                section.quantity("bias_time_constant", Quantity.TIME, Range.above(0, 3600)));
    }

    private static SafetyLimits safety(Section section, List<Joint> joints) {
        if (joints.stream().map(Joint::mode).distinct().count() > 1) {
            throw section.refusal("stuck_command", "needs joints of one command mode, as it is stated in their unit");
        }
        Quantity command =
                joints.isEmpty() ? Quantity.VOLTAGE : joints.getFirst().mode().quantity();
        return new SafetyLimits(
                section.choice("stop", StopCategory.class),
                section.quantity("tilt", Quantity.ANGLE, Range.above(0, HALF_TURN)),
                section.integer("stale_ticks", 1, 100),
                section.integer("frozen_imu_ticks", 2, 100),
                section.quantity("spike_angular_velocity", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)),
                section.quantity("spike_specific_force", Quantity.ACCELERATION, Range.above(0, FASTEST)),
                section.integer("spike_ticks", 1, 100),
                section.integer("stuck_encoder_ticks", 1, 1000),
                section.quantity("stuck_command", command, Range.positive()),
                section.quantity("supply_minimum", Quantity.VOLTAGE, Range.above(0, FASTEST)),
                section.integer("late_policy_ticks", 1, 100));
    }

    private static ArmingRule arming(Section section) {
        return new ArmingRule(
                section.quantity("tilt", Quantity.ANGLE, Range.above(0, HALF_TURN)),
                section.quantity("tilt_rate", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)),
                section.quantity("hold", Quantity.TIME, Range.of(0, 60)),
                section.quantity("ramp", Quantity.TIME, Range.of(0, 60)));
    }

    /// Writes what [#read] reads.
    ///
    /// @param robot the robot
    /// @param json at an open object
    public static void write(RobotDescription robot, JsonWriter json) {
        json.text("name", robot.name())
                .quantity("rate", Quantity.FREQUENCY, robot.rateHertz())
                .list("joints", robot.joints(), RobotFormat::write);
        AttitudeSettings attitude = robot.attitude();
        json.open("attitude")
                .quantity("calibration", Quantity.TIME, attitude.calibrationSeconds())
                .quantity("time_constant", Quantity.TIME, attitude.timeConstantSeconds())
                .quantity("bias_time_constant", Quantity.TIME, attitude.biasTimeConstantSeconds())
                .close();
        CommandMode mode = robot.joints().getFirst().mode();
        write(json.open("safety"), robot.safety(), mode.quantity());
        ArmingRule arming = robot.arming();
        json.open("arming")
                .quantity("tilt", Quantity.ANGLE, arming.tilt())
                .quantity("tilt_rate", Quantity.ANGULAR_VELOCITY, arming.tiltRate())
                .quantity("hold", Quantity.TIME, arming.holdSeconds())
                .quantity("ramp", Quantity.TIME, arming.rampSeconds())
                .close();
    }

    private static void write(JsonWriter json, Joint joint) {
        json.text("name", joint.name())
                .choice("mode", joint.mode())
                .quantity("command", joint.mode().quantity(), joint.limits().command())
                .quantity(
                        "command_rate",
                        joint.mode().rateQuantity(),
                        joint.limits().commandRate())
                .quantity("velocity", Quantity.ANGULAR_VELOCITY, joint.limits().velocity());
    }

    private static void write(JsonWriter json, SafetyLimits safety, Quantity command) {
        json.choice("stop", safety.stop())
                .quantity("tilt", Quantity.ANGLE, safety.tilt())
                .whole("stale_ticks", safety.staleTicks())
                .whole("frozen_imu_ticks", safety.frozenImuTicks())
                .quantity("spike_angular_velocity", Quantity.ANGULAR_VELOCITY, safety.spikeAngularVelocity())
                .quantity("spike_specific_force", Quantity.ACCELERATION, safety.spikeSpecificForce())
                .whole("spike_ticks", safety.spikeTicks())
                .whole("stuck_encoder_ticks", safety.stuckEncoderTicks())
                .quantity("stuck_command", command, safety.stuckCommand())
                .quantity("supply_minimum", Quantity.VOLTAGE, safety.supplyMinimum())
                .whole("late_policy_ticks", safety.latePolicyTicks())
                .close();
    }
}
