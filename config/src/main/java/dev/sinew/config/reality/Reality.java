package dev.sinew.config.reality;

import java.util.List;

/// How one robot differs from what its files say and from what a learner knows. Where no robot is at hand, an
/// emulated one with such differences stands for reality. Factors multiply what a robot is built with, offsets are
/// added to it: factors of 1 and offsets of 0 change no bit.
///
/// @param name in reports
/// @param robot whose parts differ
/// @param joints in joint order
/// @param bodies whose mass differs
/// @param wheelFriction factor of the friction between wheels and ground
/// @param supply battery and wires
/// @param delaySeconds added to the time from a reading to the motors' answer, s
/// @param imu how the IMU differs
public record Reality(
        String name,
        String robot,
        List<OneJoint> joints,
        List<Body> bodies,
        double wheelFriction,
        Supply supply,
        double delaySeconds,
        Imu imu) {
    /// Copies the lists.
    public Reality {
        joints = List.copyOf(joints);
        bodies = List.copyOf(bodies);
    }

    /// One joint with its encoder and, where it is driven, its motor.
    ///
    /// @param motorConstant factor of its motor's torque per ampere and back-EMF
    /// @param resistance factor of its motor's resistance
    /// @param friction factor of its dry friction
    /// @param damping factor of its viscous friction
    /// @param zero added to the true angle at which its encoder shows 0, rad
    public record OneJoint(double motorConstant, double resistance, double friction, double damping, double zero) {
        /// As its files say.
        public static final OneJoint SAME = new OneJoint(1, 1, 1, 1, 0);
    }

    /// One body.
    ///
    /// @param body its name in the model
    /// @param mass factor of its mass and inertia
    public record Body(String body, double mass) {}

    /// Battery and wires.
    ///
    /// @param volts added to the voltage without load, V
    /// @param ohms added in series, Ω: what it sags by under load
    public record Supply(double volts, double ohms) {
        /// As its files say.
        public static final Supply SAME = new Supply(0, 0);
    }

    /// The IMU.
    ///
    /// @param gyroscopeBias added to each axis, rad/s; what is there at rest is calibrated away before arming
    /// @param mounting turn about the wheel axle added to it, rad; positive shows a forward lean too large
    public record Imu(double gyroscopeBias, double mounting) {
        /// As its files say.
        public static final Imu SAME = new Imu(0, 0);
    }

    /// {@return the factor of a body's mass, 1 for one that does not differ}
    ///
    /// @param body its name in the model
    public double mass(String body) {
        return bodies.stream()
                .filter(one -> one.body.equals(body))
                .mapToDouble(Body::mass)
                .findFirst()
                .orElse(1);
    }
}
