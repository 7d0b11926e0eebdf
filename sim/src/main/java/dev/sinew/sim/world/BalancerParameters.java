package dev.sinew.sim.world;

/// What may differ between two balancers built from the same parts. Factors multiply the nominal value.
///
/// @param mass factor of the body's mass and inertia
/// @param centerOfMass shift of the body's center of mass, m
/// @param wheelFriction factor of the friction between wheel and ground
/// @param left left motor
/// @param right right motor
/// @param delaySeconds from a reading to the motors' answer, s
/// @param supply battery and wires
/// @param imu how the IMU is mounted and what it adds
public record BalancerParameters(
        double mass,
        Axes centerOfMass,
        double wheelFriction,
        Motor left,
        Motor right,
        double delaySeconds,
        Supply supply,
        Imu imu) {
    /// The balancer as its parts are described.
    public static final BalancerParameters NOMINAL = new BalancerParameters(
            1, Axes.ZERO, 1, Motor.NOMINAL, Motor.NOMINAL, 0.01, new Supply(11.1, 0.1), new Imu(Axes.ZERO, 0));

    /// One gear motor.
    ///
    /// @param constant factor of torque per ampere and of back-EMF
    /// @param resistance factor of the winding's resistance
    /// @param friction factor of the friction in motor and gear
    public record Motor(double constant, double resistance, double friction) {
        static final Motor NOMINAL = new Motor(1, 1, 1);
    }

    /// Battery and wires.
    ///
    /// @param volts without load, V
    /// @param ohms in series, Ω
    public record Supply(double volts, double ohms) {}

    /// The IMU.
    ///
    /// @param gyroscopeBias constant error, rad/s
    /// @param mounting turn about the wheel axle, rad; positive shows a forward lean too large
    public record Imu(Axes gyroscopeBias, double mounting) {}
}
