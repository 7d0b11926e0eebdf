package dev.sinew.hal.control;

import dev.sinew.config.robot.RobotState;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Readings of an IMU on a two-wheeler that rocks to and fro as a balancer must: the wheels accelerate by `a = Σ Aᵢ
/// sin(ωᵢ t)` and the body leans by `θ = Σ Aᵢ sin(ωᵢ t)/(g + L ωᵢ²)`, the steady answer of a pendulum of length L on
/// a cart (`L θ̈ = g θ − a` for small angles). Noise as in the MPU6050's data sheet.
final class RockingRobot {
    static final double G = 9.80665;
    private static final double LENGTH = 0.12;
    private static final double IMU_HEIGHT = 0.09;
    /// Amplitudes, m/s², and angular frequencies, rad/s: speeds of 0.2, 0.15 and 0.1 m/s.
    private static final double[] A = {0.14, 0.45, 0.8};

    private static final double[] OMEGA = {0.7, 3, 8};

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private final double[] bias = {0.03, -0.04, 0.02};
    private final double driftPerSecond;
    private double tilt;
    private double tiltRate;
    private double tiltAcceleration;
    private double acceleration;

    RockingRobot(double driftPerSecond) {
        this.driftPerSecond = driftPerSecond;
    }

    /// {@return the true tilt, rad}
    double tilt() {
        return tilt;
    }

    /// Moves to `seconds` after the start, standing still before that.
    void at(double seconds, RobotState state) {
        tilt = 0;
        tiltRate = 0;
        tiltAcceleration = 0;
        acceleration = 0;
        for (int i = 0; i < A.length && seconds > 0; i++) {
            double w = OMEGA[i];
            double lean = A[i] / (G + LENGTH * w * w);
            // from standing still: the rocking grows within a second
            double grow = Math.min(seconds, 1);
            tilt += grow * lean * Math.sin(w * seconds);
            tiltRate += grow * lean * w * Math.cos(w * seconds) + (seconds < 1 ? lean * Math.sin(w * seconds) : 0);
            tiltAcceleration -= grow * lean * w * w * Math.sin(w * seconds);
            acceleration += grow * A[i] * Math.sin(w * seconds);
        }
        read(seconds, state);
    }

    private void read(double seconds, RobotState state) {
        double sin = Math.sin(tilt);
        double cos = Math.cos(tilt);
        double forward = acceleration + IMU_HEIGHT * (tiltAcceleration * cos - tiltRate * tiltRate * sin);
        double up = G - IMU_HEIGHT * (tiltAcceleration * sin + tiltRate * tiltRate * cos);
        state.specificForce()[0] = forward * cos - up * sin + 0.05 * random.nextGaussian();
        state.specificForce()[1] = 0.05 * random.nextGaussian();
        state.specificForce()[2] = forward * sin + up * cos + 0.05 * random.nextGaussian();
        for (int i = 0; i < 3; i++) {
            state.angularVelocity()[i] = bias[i] + driftPerSecond * Math.max(seconds, 0) + 9e-4 * random.nextGaussian();
        }
        state.angularVelocity()[1] += tiltRate;
        state.timeNanos(Math.round(seconds * 1e9));
    }
}
