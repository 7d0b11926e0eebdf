package dev.sinew.sim.sensor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A quadrature encoder on a counter: the angle in whole edges, the velocity by their difference over a tick.
public final class EncoderCounts {
    private final double countsPerRadian;
    private final double radiansPerCount;
    private long count;
    private double velocity;

    /// A counter at zero.
    ///
    /// @param countsPerRevolution edges per turn of the joint, positive
    /// @param sign +1 when a positive turn counts up, else −1
    public EncoderCounts(double countsPerRevolution, int sign) {
        countsPerRadian = sign * countsPerRevolution / (2 * Math.PI);
        radiansPerCount = sign * 2 * Math.PI / countsPerRevolution;
    }

    /// Starts at zero, at rest.
    public void zero() {
        count = 0;
        velocity = 0;
    }

    /// Counts up to an angle.
    ///
    /// @param angle of the shaft since zero, rad
    /// @param nanos since the last count, ns
    public void count(double angle, long nanos) {
        long now = (long) Math.floor(angle * countsPerRadian);
        velocity = (now - count) * radiansPerCount / (nanos * 1e-9);
        count = now;
    }

    /// {@return the angle in whole edges, rad}
    public double position() {
        return count * radiansPerCount;
    }

    /// {@return the mean velocity over the last tick, rad/s}
    public double velocity() {
        return velocity;
    }

    /// Writes the state.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(velocity);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        count = in.readLong();
        velocity = in.readDouble();
    }
}
