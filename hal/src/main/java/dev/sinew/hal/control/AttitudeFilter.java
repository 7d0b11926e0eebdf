package dev.sinew.hal.control;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Estimates which way is down from gyroscope and accelerometer: the direction of gravity `g` in the base frame.
///
/// The gyroscope turns it, `ġ = g × (ω − b)`, exactly for a rate that is constant over the tick. The accelerometer
/// pulls it towards `m = −f/|f|` with the time constant τ, and what pull is left over time is the gyroscope's bias:
/// `ḃ = −(m × g)/(τ·τ_b)`: the explicit filter of Mahony, Hamel and Pflimlin, *Nonlinear Complementary Filters on the
/// Special Orthogonal Group*, IEEE TAC 53(5), 2008, for the direction of gravity alone. A turn about the vertical
/// leaves no trace in gravity, so the bias along it stays as calibrated.
///
/// A robot that drives feels its own acceleration. Its change of speed Δv leans the estimate by about `Δv/(g·τ)`:
/// that is why τ is seconds, not tenths. Readings whose magnitude is far from that of gravity (an impact, a fall)
/// pull less, beyond 20 % not at all; a horizontal acceleration hardly changes the magnitude, so this alone would not
/// do.
///
/// The bias comes first from standing still for the time of calibration; a robot that moves starts that time anew.
/// A robot without an IMU stands on a base that does not move: it is upright, always, and needs no calibration.
/// Time is counted in whole periods, so that jitter of the clock does not reach the estimate. Only arithmetic
/// and square roots: the same readings give the same bits on every machine. One thread; no tick allocates or throws.
public final class AttitudeFilter {
    /// Standard gravity, m/s².
    private static final double STANDARD_GRAVITY = 9.80665;
    /// Share by which the magnitude of a specific force may differ from gravity before it pulls no more.
    private static final double TRUSTED_SHARE = 0.2;
    /// Rate beyond which no gyroscope measures, rad/s; what claims more must not make the estimate a non-number.
    private static final double FASTEST = 1000;
    /// Periods that one tick may stand for when ticks were missed.
    private static final long LONGEST_GAP = 10;

    private final boolean measured;
    private final long periodNanos;
    private final double period;
    private final double timeConstant;
    private final double biasTimeConstant;
    private final RestCalibration calibration;

    private final AttitudeEstimate estimate = new AttitudeEstimate();
    private final double[] bias = new double[3];
    private final double[] rate = new double[3];
    private boolean started;
    private long timeNanos;

    /// A filter that knows nothing yet.
    ///
    /// @param robot whose settings and rate it takes
    public AttitudeFilter(RobotDescription robot) {
        periodNanos = robot.periodNanos();
        period = robot.periodSeconds();
        measured = robot.attitude().isPresent();
        timeConstant =
                robot.attitude().map(AttitudeSettings::timeConstantSeconds).orElse(1.0);
        biasTimeConstant =
                robot.attitude().map(AttitudeSettings::biasTimeConstantSeconds).orElse(1.0);
        calibration = new RestCalibration(robot);
        estimate.calibrated(!measured);
    }

    /// Takes one tick's readings.
    ///
    /// @param accepted readings that the safety gate let through
    /// @return the estimate; the same object each time
    public AttitudeEstimate update(RobotState accepted) {
        if (!measured) {
            return estimate;
        }
        if (!estimate.calibrated() && calibration.add(accepted)) {
            calibrate();
        }
        double[] g = estimate.gravity();
        double[] w = estimate.angularVelocity();
        double[] f = accepted.specificForce();
        double[] measured = accepted.angularVelocity();
        for (int i = 0; i < 3; i++) {
            w[i] = Math.clamp(measured[i] - bias[i], -FASTEST, FASTEST);
        }
        double force = Math.sqrt(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]);
        double off = Math.abs(force / STANDARD_GRAVITY - 1) / TRUSTED_SHARE;
        double trust = off < 1 ? 1 - off : 0;
        if (!started) {
            begin(f, force, trust);
        } else {
            double seconds = period * periodsSince(accepted.timeNanos());
            turn(g, w, seconds);
            pull(g, f, force, trust * seconds / timeConstant);
        }
        System.arraycopy(w, 0, rate, 0, 3);
        timeNanos = accepted.timeNanos();
        started = true;
        return estimate;
    }

    private void calibrate() {
        System.arraycopy(calibration.bias(), 0, bias, 0, 3);
        System.arraycopy(calibration.gravity(), 0, estimate.gravity(), 0, 3);
        estimate.calibrated(true);
    }

    private void begin(double[] f, double force, double trust) {
        if (trust > 0 && !estimate.calibrated()) {
            for (int i = 0; i < 3; i++) {
                estimate.gravity()[i] = -f[i] / force;
            }
        }
    }

    private long periodsSince(long now) {
        long elapsed = now - timeNanos;
        long periods = elapsed / periodNanos + (elapsed % periodNanos * 2 >= periodNanos ? 1 : 0);
        return Math.clamp(periods, 1, LONGEST_GAP);
    }

    /// Turns `g` by the mean of the rates at both ends of the tick.
    private void turn(double[] g, double[] w, double seconds) {
        double half = seconds / 2;
        FrameTurn.apply(g, (rate[0] + w[0]) * half, (rate[1] + w[1]) * half, (rate[2] + w[2]) * half);
    }

    /// Pulls `g` towards `m = −f/|f|` by `share` of the way and the bias with it.
    private void pull(double[] g, double[] f, double force, double share) {
        if (share > 0) {
            double mx = -f[0] / force;
            double my = -f[1] / force;
            double mz = -f[2] / force;
            double ex = my * g[2] - mz * g[1]; // e = m × g: the turn that brings g to m
            double ey = mz * g[0] - mx * g[2];
            double ez = mx * g[1] - my * g[0];
            double step = Math.min(share, 1);
            double dx = step * (g[1] * ez - g[2] * ey); // g × e = m − g·(g·m)
            double dy = step * (g[2] * ex - g[0] * ez);
            double dz = step * (g[0] * ey - g[1] * ex);
            g[0] += dx;
            g[1] += dy;
            g[2] += dz;
            if (estimate.calibrated()) {
                track(-ex * share / biasTimeConstant, -ey * share / biasTimeConstant, -ez * share / biasTimeConstant);
            }
        }
        double norm = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
        g[0] /= norm;
        g[1] /= norm;
        g[2] /= norm;
    }

    private void track(double x, double y, double z) {
        bias[0] = RestCalibration.bounded(bias[0] + x);
        bias[1] = RestCalibration.bounded(bias[1] + y);
        bias[2] = RestCalibration.bounded(bias[2] + z);
    }

    /// Forgets everything: the next reading starts a new calibration.
    public void reset() {
        calibration.reset();
        Arrays.fill(bias, 0);
        Arrays.fill(rate, 0);
        Arrays.fill(estimate.gravity(), 0);
        estimate.gravity()[2] = -1;
        Arrays.fill(estimate.angularVelocity(), 0);
        estimate.calibrated(!measured);
        started = false;
        timeNanos = 0;
    }

    /// Starts as a filter that has been calibrated at rest. **For simulated episodes only**, which begin in the
    /// middle of a motion; what is given here is what calibration on the robot would have found, its error included.
    ///
    /// @param gravity direction of gravity in the base frame, unit vector, `[3]`
    /// @param gyroscopeBias rad/s, `[3]`
    public void start(double[] gravity, double[] gyroscopeBias) {
        reset();
        System.arraycopy(gravity, 0, estimate.gravity(), 0, 3);
        System.arraycopy(gyroscopeBias, 0, bias, 0, 3);
        estimate.calibrated(true);
    }

    /// {@return the estimate; the same object each time}
    public AttitudeEstimate estimate() {
        return estimate;
    }

    /// {@return the gyroscope's bias, rad/s, `[3]`; the live array}
    double[] bias() {
        return bias;
    }

    /// Writes everything that decides what comes next.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        calibration.save(out);
        for (int i = 0; i < 3; i++) {
            out.writeDouble(bias[i]);
            out.writeDouble(rate[i]);
            out.writeDouble(estimate.gravity()[i]);
            out.writeDouble(estimate.angularVelocity()[i]);
        }
        out.writeBoolean(estimate.calibrated());
        out.writeBoolean(started);
        out.writeLong(timeNanos);
    }

    /// Takes over what [#save] wrote; from here on estimates are equal bit for bit.
    ///
    /// @param in what save wrote, from a filter of the same robot
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        calibration.restore(in);
        for (int i = 0; i < 3; i++) {
            bias[i] = in.readDouble();
            rate[i] = in.readDouble();
            estimate.gravity()[i] = in.readDouble();
            estimate.angularVelocity()[i] = in.readDouble();
        }
        estimate.calibrated(in.readBoolean());
        started = in.readBoolean();
        timeNanos = in.readLong();
    }
}
