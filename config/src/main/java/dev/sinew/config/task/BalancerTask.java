package dev.sinew.config.task;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.document.Span;

/// Standing upright on two wheels, near the place where it started.
///
/// @param contract what policy and robot agree on
/// @param episode how long it lasts, how it starts and what ends it
/// @param reward weights of the reward's terms
/// @param randomization what differs from episode to episode
public record BalancerTask(PolicyContract contract, Episode episode, Reward reward, Randomization randomization)
        implements RobotTask {
    private static final Range FACTOR = Range.above(0, 10);
    private static final Range WEIGHT = Range.of(0, 1000);

    @Override
    public double timeLimitSeconds() {
        return episode.timeLimitSeconds;
    }

    /// How long an episode lasts, how it starts and what ends it. Signs of the start are drawn, too.
    ///
    /// @param timeLimitSeconds after which it is truncated, s
    /// @param startTilt largest magnitude of the tilt at the start, rad
    /// @param startTiltRate largest magnitude of the tilt rate at the start, rad/s
    /// @param startVelocity largest magnitude of the forward velocity at the start, m/s
    /// @param tilt magnitude beyond which it is terminated, rad
    /// @param travel distance from the start beyond which it is terminated, m
    public record Episode(
            double timeLimitSeconds,
            double startTilt,
            double startTiltRate,
            double startVelocity,
            double tilt,
            double travel) {}

    /// Weights of the terms of the reward of one tick, each not negative: the first is added, the others times a
    /// square are taken away.
    ///
    /// @param upright for each tick
    /// @param tilt per rad²
    /// @param travel per m²
    /// @param velocity per (m/s)²
    /// @param yawRate per (rad/s)²
    /// @param action per squared action, mean over the joints
    /// @param actionChange per squared change of the action, mean over the joints
    public record Reward(
            double upright,
            double tilt,
            double travel,
            double velocity,
            double yawRate,
            double action,
            double actionChange) {}

    /// What is drawn at the start of each episode. Factors multiply the nominal value.
    ///
    /// @param mass factor of the body's mass and inertia
    /// @param centerOfMass shift of the body's center of mass along each axis, m
    /// @param wheelFriction factor of the friction between wheel and ground
    /// @param motor drawn for each motor
    /// @param supply battery and wires
    /// @param imu how the IMU is mounted and what it adds
    /// @param delay from a reading to the motors' answer, s
    /// @param push pushes in the course of the episode
    public record Randomization(
            Span mass,
            Span centerOfMass,
            Span wheelFriction,
            Motor motor,
            Supply supply,
            Imu imu,
            Span delay,
            Push push) {}

    /// One gear motor.
    ///
    /// @param constant factor of torque per ampere and of back-EMF
    /// @param resistance factor of the winding's resistance
    /// @param friction factor of the friction in motor and gear
    public record Motor(Span constant, Span resistance, Span friction) {}

    /// Battery and wires.
    ///
    /// @param voltage without load, V
    /// @param resistance in series, Ω
    public record Supply(Span voltage, Span resistance) {}

    /// The IMU.
    ///
    /// @param gyroscopeBias of each axis, rad/s
    /// @param mounting turn about the wheel axle, rad; positive shows a forward lean too large
    public record Imu(Span gyroscopeBias, Span mounting) {}

    /// Pushes of the body.
    ///
    /// @param velocity change of the forward velocity by one push, m/s
    /// @param interval time between two pushes, s
    public record Push(Span velocity, Span interval) {}

    static BalancerTask read(Section root, PolicyContract contract) {
        return new BalancerTask(
                contract,
                episode(root.section("episode")),
                reward(root.section("reward")),
                randomization(root.section("randomization"), contract.delayBudgetSeconds()));
    }

    private static Episode episode(Section section) {
        Range angle = Range.of(0, Math.PI / 2);
        return new Episode(
                section.quantity("time_limit", Quantity.TIME, Range.above(0, 3600)),
                section.quantity("start_tilt", Quantity.ANGLE, angle),
                section.quantity("start_tilt_rate", Quantity.ANGULAR_VELOCITY, Range.of(0, 10)),
                section.quantity("start_velocity", Quantity.VELOCITY, Range.of(0, 10)),
                section.quantity("tilt", Quantity.ANGLE, angle),
                section.quantity("travel", Quantity.LENGTH, Range.above(0, 100)));
    }

    private static Reward reward(Section section) {
        return new Reward(
                section.number("upright", WEIGHT),
                section.number("tilt", WEIGHT),
                section.number("travel", WEIGHT),
                section.number("velocity", WEIGHT),
                section.number("yaw_rate", WEIGHT),
                section.number("action", WEIGHT),
                section.number("action_change", WEIGHT));
    }

    private static Randomization randomization(Section section, double delayBudget) {
        Section motor = section.section("motor");
        Section supply = section.section("supply");
        Section imu = section.section("imu");
        Section push = section.section("push");
        return new Randomization(
                section.span("mass", FACTOR),
                section.span("center_of_mass", Quantity.LENGTH, Range.of(-0.1, 0.1)),
                section.span("wheel_friction", FACTOR),
                new Motor(
                        motor.span("constant", FACTOR),
                        motor.span("resistance", FACTOR),
                        motor.span("friction", FACTOR)),
                new Supply(
                        supply.span("voltage", Quantity.VOLTAGE, Range.above(0, 60)),
                        supply.span("resistance", Quantity.RESISTANCE, Range.of(0, 10))),
                new Imu(
                        imu.span("gyroscope_bias", Quantity.ANGULAR_VELOCITY, Range.of(-1, 1)),
                        imu.span("mounting", Quantity.ANGLE, Range.of(-0.2, 0.2))),
                section.span("delay", Quantity.TIME, Range.of(0, delayBudget)),
                new Push(
                        push.span("velocity", Quantity.VELOCITY, Range.of(-2, 2)),
                        push.span("interval", Quantity.TIME, Range.above(0, 3600))));
    }
}
