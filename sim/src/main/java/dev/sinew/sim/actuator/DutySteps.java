package dev.sinew.sim.actuator;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import java.util.OptionalLong;

/// The steps in which the pulses of one motor's bridge count: 4096 of a PCA9685, the nanoseconds of its period for a
/// PWM channel. Its driver rounds the same way, so training and robot drive with equal bits.
public final class DutySteps {
    private static final long PCA9685 = 4096;

    private final long steps;

    /// Steps of a bridge.
    ///
    /// @param steps of a full duty, at least 1
    public DutySteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        this.steps = steps;
    }

    /// {@return the steps of the bridge that drives a joint}
    ///
    /// @param wiring of the robot
    /// @param joint name of a driven joint
    public static DutySteps of(Wiring wiring, String joint) {
        return new DutySteps(wiring.devices().stream()
                .map(device -> steps(device, joint))
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "wiring of " + wiring.robot() + " must give a motor for the joint " + joint)));
    }

    private static OptionalLong steps(Device device, String joint) {
        return switch (device) {
            case Device.HatMotor motor -> when(motor.joint().equals(joint), PCA9685);
            case Device.Drv8871 bridge -> when(bridge.joint().equals(joint), bridge.periodNanos());
            case Device.MotorHat board -> OptionalLong.empty();
            case Device.Ls7366r counter -> OptionalLong.empty();
            case Device.Mpu6050 imu -> OptionalLong.empty();
            case Device.Ina219 monitor -> OptionalLong.empty();
            case Device.SupplyEnable line -> OptionalLong.empty();
            case Device.Heartbeat line -> OptionalLong.empty();
            case Device.EmergencyStop line -> OptionalLong.empty();
        };
    }

    private static OptionalLong when(boolean drivesIt, long steps) {
        return drivesIt ? OptionalLong.of(steps) : OptionalLong.empty();
    }

    /// {@return a duty in whole steps}
    ///
    /// @param duty share of the supply; beyond −1 and 1 it ends there
    public double round(double duty) {
        double rounded = Math.rint(Math.clamp(Math.abs(duty), 0, 1) * steps) / steps;
        return duty < 0 ? -rounded : rounded;
    }
}
