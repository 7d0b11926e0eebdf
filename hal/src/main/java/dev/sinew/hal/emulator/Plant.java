package dev.sinew.hal.emulator;

/// The physics behind the emulated chips: one robot's motors, wheels, body and supply as analog signals, noise
/// included.
///
/// Chips sample it when their registers are read and drive it when their registers are written; the host moves its
/// time forward. Sensor noise, bias and delay are the plant's, quantisation and saturation are the chips'. One thread
/// at a time.
public interface Plant extends AutoCloseable {
    /// Puts the plant into its start state.
    ///
    /// @param seed of everything random
    void reset(long seed);

    /// Moves time forward with the motor drive that is set.
    ///
    /// @param nanos a positive multiple of the physics step, ns
    void advance(long nanos);

    /// {@return time since reset, ns}
    long nanos();

    /// {@return the physics step, ns: time moves in whole multiples of it}
    long stepNanos();

    /// {@return the number of joints}
    int joints();

    /// Drives a motor bridge.
    ///
    /// @param joint index in joint order
    /// @param duty signed share of the supply voltage across the motor, −1 to 1; ignored when coasting
    /// @param coast true when the bridge is off and no current can flow
    void drive(int joint, double duty, boolean coast);

    /// Switches the motor supply.
    ///
    /// @param on false takes all motor power away
    void supplyEnabled(boolean on);

    /// {@return the shaft angle of a joint since reset, as its encoder disc shows it, rad}
    ///
    /// @param joint index in joint order
    double jointPosition(int joint);

    /// Fills the angular velocity at the IMU in base axes, with noise, bias and delay.
    ///
    /// @param out rad/s, `[3]`, filled
    void angularVelocity(double[] out);

    /// Fills the specific force at the IMU in base axes, with noise, bias and delay.
    ///
    /// @param out m/s², `[3]`, filled
    void specificForce(double[] out);

    /// {@return the voltage of the motor supply behind its switch, V}
    double supplyVoltage();

    /// {@return the current drawn from the motor supply, A}
    double supplyCurrent();

    /// {@return the true tilt of the body, rad, for reports and tests only}
    double trueTilt();

    /// {@return the true distance travelled, m, for reports and tests only}
    double trueTravel();

    @Override
    void close();
}
