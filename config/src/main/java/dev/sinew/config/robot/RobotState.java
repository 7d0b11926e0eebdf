package dev.sinew.config.robot;

/// What the sensors of a robot said in one tick: SI units, joint order, base frame (x forward, y left, z up).
///
/// Allocated once and filled in place by `Robot.read` or by the training environment. It holds readings, no
/// estimates: attitude is estimated from it by the control step, the same way everywhere. One thread at a time.
public final class RobotState {
    private final double[] position;
    private final double[] velocity;
    private final double[] angularVelocity = new double[3];
    private final double[] specificForce = new double[3];
    private long timeNanos;
    private double supplyVoltage;
    private double supplyCurrent;
    private boolean emergencyStop;
    private int imuFaultTicks;
    private int encoderFaultTicks;
    private int supplyFaultTicks;
    private int actuatorFaultTicks;
    private int busFaultTicks;

    /// All readings zero.
    ///
    /// @param joints number of joints, at least 1
    public RobotState(int joints) {
        if (joints < 1) {
            throw new IllegalArgumentException("joints must be at least 1, was " + joints);
        }
        position = new double[joints];
        velocity = new double[joints];
    }

    /// {@return the number of joints}
    public int joints() {
        return position.length;
    }

    /// {@return joint angles since activation, or since its encoder was set up for a joint that
    /// [keeps its zero][RobotDescription#keepsZero], rad, `[joints]`; the live array, filled by the reader}
    public double[] position() {
        return position;
    }

    /// {@return joint velocities, rad/s, `[joints]`; the live array}
    public double[] velocity() {
        return velocity;
    }

    /// {@return angular velocity of the base in its own frame as the gyroscope said it, rad/s, `[3]`; the live array}
    public double[] angularVelocity() {
        return angularVelocity;
    }

    /// {@return specific force in the base frame as the accelerometer said it, m/s² (+9.81 upwards at rest), `[3]`;
    /// the live array}
    public double[] specificForce() {
        return specificForce;
    }

    /// {@return time of the tick, ns on the monotonic clock}
    public long timeNanos() {
        return timeNanos;
    }

    /// Sets the time of the tick.
    ///
    /// @param nanos ns on the monotonic clock
    public void timeNanos(long nanos) {
        timeNanos = nanos;
    }

    /// {@return voltage of the motor supply, V}
    public double supplyVoltage() {
        return supplyVoltage;
    }

    /// {@return current drawn from the motor supply, A}
    public double supplyCurrent() {
        return supplyCurrent;
    }

    /// Sets the reading of the power monitor.
    ///
    /// @param volts V
    /// @param amperes A
    public void supply(double volts, double amperes) {
        supplyVoltage = volts;
        supplyCurrent = amperes;
    }

    /// {@return whether the emergency stop is open (pressed, or its wire broken)}
    public boolean emergencyStop() {
        return emergencyStop;
    }

    /// Sets the state of the emergency stop.
    ///
    /// @param open true when pressed or when its wire is broken
    public void emergencyStop(boolean open) {
        emergencyStop = open;
    }

    /// {@return ticks in a row without a fresh IMU reading; 0 when this tick's is fresh}
    public int imuFaultTicks() {
        return imuFaultTicks;
    }

    /// {@return ticks in a row without a fresh reading of every joint; 0 when this tick's are fresh}
    public int encoderFaultTicks() {
        return encoderFaultTicks;
    }

    /// {@return ticks in a row without a fresh reading of the power monitor; 0 when this tick's is fresh}
    public int supplyFaultTicks() {
        return supplyFaultTicks;
    }

    /// Sets how many ticks in a row each sensor group has failed.
    ///
    /// @param imu IMU, ticks
    /// @param encoders encoders, ticks
    /// @param supply power monitor, ticks
    public void faultTicks(int imu, int encoders, int supply) {
        imuFaultTicks = imu;
        encoderFaultTicks = encoders;
        supplyFaultTicks = supply;
    }

    /// {@return ticks in a row whose targets did not reach every actuator; 0 when the last ones did}
    public int actuatorFaultTicks() {
        return actuatorFaultTicks;
    }

    /// {@return ticks in a row in which a whole bus was gone or did not answer in time; 0 when every bus works}
    public int busFaultTicks() {
        return busFaultTicks;
    }

    /// Sets how many ticks in a row the way to the devices has failed.
    ///
    /// @param actuators writes to actuators, ticks
    /// @param buses whole buses, ticks
    public void linkFaultTicks(int actuators, int buses) {
        actuatorFaultTicks = actuators;
        busFaultTicks = buses;
    }
}
