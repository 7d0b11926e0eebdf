package dev.sinew.config.robot;

import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.List;
import java.util.Optional;

/// The keys of a robot's description, the same in `robot.yaml` and in a policy's contract.
public final class RobotFormat {
    private static final double HALF_TURN = Math.PI;
    private static final double FASTEST = 1000;
    private static final double FARTHEST = 1000;

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
        Optional<AttitudeSettings> attitude =
                section.has("attitude") ? Optional.of(attitude(section.section("attitude"))) : Optional.empty();
        SafetyLimits safety = safety(section.section("safety"), joints, attitude.isPresent());
        ArmingRule arming = arming(section.section("arming"), safety);
        return section.made(() -> new RobotDescription(name, (int) rate, joints, attitude, safety, arming));
    }

    private static Joint joint(Section section) {
        CommandMode mode = section.choice("mode", CommandMode.class);
        boolean driven = mode != CommandMode.PASSIVE;
        JointLimits limits = new JointLimits(
                driven ? section.quantity("command", mode.quantity(), Range.positive()) : 0,
                driven ? section.quantity("command_rate", mode.rateQuantity(), Range.positive()) : 0,
                section.quantity("velocity", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)),
                section.has("travel")
                        ? section.quantity("travel", Quantity.ANGLE, Range.above(0, FARTHEST))
                        : Double.POSITIVE_INFINITY);
        return new Joint(section.text("name"), mode, limits);
    }

    private static AttitudeSettings attitude(Section section) {
        return new AttitudeSettings(
                section.quantity("calibration", Quantity.TIME, Range.above(0, 60)),
                section.quantity("time_constant", Quantity.TIME, Range.above(0, 60)),
                section.quantity("bias_time_constant", Quantity.TIME, Range.above(0, 3600)));
    }

    private static SafetyLimits safety(Section section, List<Joint> joints, boolean imu) {
        List<CommandMode> modes = joints.stream()
                .filter(Joint::driven)
                .map(Joint::mode)
                .distinct()
                .toList();
        if (modes.size() > 1) {
            throw section.refusal("stuck_command", "needs joints of one command mode, as it is stated in their unit");
        }
        Quantity command = modes.isEmpty() ? Quantity.VOLTAGE : modes.getFirst().quantity();
        return new SafetyLimits(
                section.choice("stop", StopCategory.class),
                imu ? Optional.of(imuLimits(section)) : Optional.empty(),
                section.integer("stale_ticks", 1, 100),
                section.integer("stuck_encoder_ticks", 1, 1000),
                section.quantity("stuck_command", command, Range.positive()),
                section.quantity("supply_minimum", Quantity.VOLTAGE, Range.above(0, FASTEST)),
                section.integer("late_policy_ticks", 1, 100));
    }

    private static ImuLimits imuLimits(Section section) {
        return new ImuLimits(
                section.quantity("tilt", Quantity.ANGLE, Range.above(0, HALF_TURN)),
                section.integer("frozen_imu_ticks", 2, 100),
                section.quantity("spike_angular_velocity", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)),
                section.quantity("spike_specific_force", Quantity.ACCELERATION, Range.above(0, FASTEST)),
                section.integer("spike_ticks", 1, 100));
    }

    private static ArmingRule arming(Section section, SafetyLimits safety) {
        Stance stance = safety.imu().isPresent() ? upright(section, safety.imu().get()) : atRest(section);
        return new ArmingRule(
                stance,
                section.quantity("hold", Quantity.TIME, Range.of(0, 60)),
                section.quantity("ramp", Quantity.TIME, Range.of(0, 60)));
    }

    private static Stance upright(Section section, ImuLimits limits) {
        double tilt = section.quantity("tilt", Quantity.ANGLE, Range.above(0, HALF_TURN));
        if (tilt >= limits.tilt()) {
            throw section.refusal("tilt", "must be below the tilt that stops the robot");
        }
        return new Stance.Upright(
                tilt, section.quantity("tilt_rate", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST)));
    }

    private static Stance atRest(Section section) {
        List<Stance.JointRest> rests = section.sections("rest").stream()
                .map(rest -> new Stance.JointRest(
                        rest.text("joint"),
                        rest.quantity("angle", Quantity.ANGLE, Range.above(0, HALF_TURN)),
                        rest.quantity("velocity", Quantity.ANGULAR_VELOCITY, Range.above(0, FASTEST))))
                .toList();
        return section.made(() -> new Stance.AtRest(rests));
    }

    /// Writes what [#read] reads.
    ///
    /// @param robot the robot
    /// @param json at an open object
    public static void write(RobotDescription robot, JsonWriter json) {
        json.text("name", robot.name())
                .quantity("rate", Quantity.FREQUENCY, robot.rateHertz())
                .list("joints", robot.joints(), RobotFormat::write);
        robot.attitude().ifPresent(attitude -> json.open("attitude")
                .quantity("calibration", Quantity.TIME, attitude.calibrationSeconds())
                .quantity("time_constant", Quantity.TIME, attitude.timeConstantSeconds())
                .quantity("bias_time_constant", Quantity.TIME, attitude.biasTimeConstantSeconds())
                .close());
        CommandMode mode = robot.joints().get(robot.driven()[0]).mode();
        write(json.open("safety"), robot.safety(), mode.quantity());
        ArmingRule arming = robot.arming();
        json.open("arming");
        write(json, arming.stance());
        json.quantity("hold", Quantity.TIME, arming.holdSeconds())
                .quantity("ramp", Quantity.TIME, arming.rampSeconds())
                .close();
    }

    private static void write(JsonWriter json, Joint joint) {
        JointLimits limits = joint.limits();
        json.text("name", joint.name()).choice("mode", joint.mode());
        if (joint.driven()) {
            json.quantity("command", joint.mode().quantity(), limits.command())
                    .quantity("command_rate", joint.mode().rateQuantity(), limits.commandRate());
        }
        json.quantity("velocity", Quantity.ANGULAR_VELOCITY, limits.velocity());
        if (limits.limitsTravel()) {
            json.quantity("travel", Quantity.ANGLE, limits.travel());
        }
    }

    private static void write(JsonWriter json, Stance stance) {
        switch (stance) {
            case Stance.Upright upright ->
                json.quantity("tilt", Quantity.ANGLE, upright.tilt())
                        .quantity("tilt_rate", Quantity.ANGULAR_VELOCITY, upright.tiltRate());
            case Stance.AtRest rest ->
                json.list("rest", rest.joints(), (out, joint) -> out.text("joint", joint.joint())
                        .quantity("angle", Quantity.ANGLE, joint.angle())
                        .quantity("velocity", Quantity.ANGULAR_VELOCITY, joint.velocity()));
        }
    }

    private static void write(JsonWriter json, SafetyLimits safety, Quantity command) {
        json.choice("stop", safety.stop());
        safety.imu().ifPresent(imu -> json.quantity("tilt", Quantity.ANGLE, imu.tilt()));
        json.whole("stale_ticks", safety.staleTicks());
        safety.imu().ifPresent(imu -> json.whole("frozen_imu_ticks", imu.frozenTicks())
                .quantity("spike_angular_velocity", Quantity.ANGULAR_VELOCITY, imu.spikeAngularVelocity())
                .quantity("spike_specific_force", Quantity.ACCELERATION, imu.spikeSpecificForce())
                .whole("spike_ticks", imu.spikeTicks()));
        json.whole("stuck_encoder_ticks", safety.stuckEncoderTicks())
                .quantity("stuck_command", command, safety.stuckCommand())
                .quantity("supply_minimum", Quantity.VOLTAGE, safety.supplyMinimum())
                .whole("late_policy_ticks", safety.latePolicyTicks())
                .close();
    }
}
