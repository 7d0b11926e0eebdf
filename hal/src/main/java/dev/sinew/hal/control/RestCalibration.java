package dev.sinew.hal.control;

import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Finds the gyroscope's bias and the direction of gravity from a robot that stands still, in whatever position. It
/// refuses to when the readings show motion, and begins anew.
///
/// A robot that turns evenly about the vertical cannot be told from one with that bias; only the chip's own largest
/// bias bounds the mistake.
final class RestCalibration {
    /// Largest spread of an angular velocity at rest, rad/s: ten times the peak-to-peak noise of an MPU6050 (0.05
    /// °/s rms at 100 Hz, Product Specification 3.4 section 6.1), a tenth of a careful hand's.
    private static final double RATE_SPREAD = 0.05;
    /// Largest spread of a specific force at rest, m/s²: twice the peak-to-peak noise (400 µg/√Hz, section 6.2); a
    /// turn of 3° shows as much.
    private static final double FORCE_SPREAD = 0.5;
    /// Largest gyroscope bias, rad/s: ±20 °/s at 25 °C (section 6.1) and as much again for temperature.
    private static final double LARGEST_BIAS = 0.7;
    /// Magnitudes of the specific force between which it can be gravity, m/s²: zero-g offset ±80 mg, scale ±3 %.
    private static final double LOWEST_GRAVITY = 8.3;

    private static final double HIGHEST_GRAVITY = 11.3;
    private static final int CHANNELS = 6;

    private final int neededTicks;
    private final double[] reading = new double[CHANNELS];
    private final double[] lowest = new double[CHANNELS];
    private final double[] highest = new double[CHANNELS];
    private final double[] sum = new double[CHANNELS];
    private final double[] bias = new double[3];
    private final double[] gravity = new double[3];
    private int ticks;

    RestCalibration(RobotDescription robot) {
        double seconds =
                robot.attitude().map(AttitudeSettings::calibrationSeconds).orElse(0.0);
        neededTicks = Math.max(2, (int) Math.ceil(seconds * robot.rateHertz() - 1e-9));
    }

    /// Takes one tick's readings.
    ///
    /// @return whether the robot has now stood still long enough; then bias and gravity are filled
    boolean add(RobotState state) {
        System.arraycopy(state.angularVelocity(), 0, reading, 0, 3);
        System.arraycopy(state.specificForce(), 0, reading, 3, 3);
        boolean still = ticks > 0;
        for (int i = 0; i < CHANNELS && still; i++) {
            double spread = Math.max(highest[i], reading[i]) - Math.min(lowest[i], reading[i]);
            still = spread <= (i < 3 ? RATE_SPREAD : FORCE_SPREAD);
        }
        if (!still) {
            reset();
        }
        for (int i = 0; i < CHANNELS; i++) {
            lowest[i] = ticks == 0 ? reading[i] : Math.min(lowest[i], reading[i]);
            highest[i] = ticks == 0 ? reading[i] : Math.max(highest[i], reading[i]);
            sum[i] += reading[i];
        }
        ticks++;
        return ticks >= neededTicks && conclude();
    }

    private boolean conclude() {
        double force = Math.sqrt(sum[3] * sum[3] + sum[4] * sum[4] + sum[5] * sum[5]);
        boolean plausible = force >= LOWEST_GRAVITY * ticks && force <= HIGHEST_GRAVITY * ticks;
        for (int i = 0; i < 3; i++) {
            bias[i] = sum[i] / ticks;
            gravity[i] = -sum[i + 3] / force;
            plausible &= bias[i] == bounded(bias[i]);
        }
        reset();
        return plausible;
    }

    static double bounded(double bias) {
        return Math.max(-LARGEST_BIAS, Math.min(LARGEST_BIAS, bias));
    }

    /// {@return the gyroscope's bias, rad/s, `[3]`; the live array}
    double[] bias() {
        return bias;
    }

    /// {@return direction of gravity in the base frame, unit vector, `[3]`; the live array}
    double[] gravity() {
        return gravity;
    }

    void reset() {
        Arrays.fill(sum, 0);
        ticks = 0;
    }

    void save(DataOutput out) throws IOException {
        for (int i = 0; i < CHANNELS; i++) {
            out.writeDouble(lowest[i]);
            out.writeDouble(highest[i]);
            out.writeDouble(sum[i]);
        }
        out.writeInt(ticks);
    }

    void restore(DataInput in) throws IOException {
        for (int i = 0; i < CHANNELS; i++) {
            lowest[i] = in.readDouble();
            highest[i] = in.readDouble();
            sum[i] = in.readDouble();
        }
        ticks = in.readInt();
    }
}
