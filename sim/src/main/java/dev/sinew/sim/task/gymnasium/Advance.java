package dev.sinew.sim.task.gymnasium;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Velocity of a place from one step to the next. Where it was is remembered, because a place that lags by a substep
/// cannot be computed from a state again.
final class Advance implements RewardTerm.Bound {
    private final Place.Bound place;
    private final double stepTime;
    private final double weight;
    private final double[] before;

    Advance(Place.Bound place, int worlds, double stepTime, double weight) {
        this.place = place;
        this.stepTime = stepTime;
        this.weight = weight;
        before = new double[worlds];
    }

    @Override
    public void start(int world) {
        before[world] = place.x(world);
    }

    @Override
    public double evaluate(int world, float[] actions, boolean alive) {
        double after = place.x(world);
        double velocity = (after - before[world]) / stepTime;
        before[world] = after;
        return weight * velocity;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (double x : before) {
            out.writeLong(Double.doubleToRawLongBits(x));
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int world = 0; world < before.length; world++) {
            before[world] = Double.longBitsToDouble(in.readLong());
        }
    }
}
