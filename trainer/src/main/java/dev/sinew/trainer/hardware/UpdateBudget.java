package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How many updates are owed: so many for each step of the robot, and no more in a second than the computer is to
/// spend. What cannot be spent in a second's time is forgiven, so that a learner that was slow does not fall behind
/// for ever.
final class UpdateBudget {
    private static final double NANOS = 1e9;

    private final double perStep;
    private final double perSecond;
    private double owed;
    private double allowed;
    private long since;
    private boolean started;

    /// Nothing is owed yet.
    ///
    /// @param perStep updates for each step
    /// @param perSecond updates at most; infinite for no bound
    UpdateBudget(double perStep, double perSecond) {
        this.perStep = perStep;
        this.perSecond = perSecond;
        allowed = perSecond;
    }

    /// Owes the updates of a step.
    void step() {
        owed += perStep;
    }

    /// {@return how many updates may be made now; they count as made}
    ///
    /// @param most at once
    /// @param now on the monotonic clock, ns
    int take(int most, long now) {
        if (Double.isFinite(perSecond)) {
            double passed = started ? Math.max(0, now - since) / NANOS : 0; // a clock may begin anew
            allowed = Math.min(perSecond, allowed + passed * perSecond);
            owed = Math.min(owed, perSecond);
            since = now;
            started = true;
        }
        int count = (int) Math.min(most, Math.floor(Math.min(owed, allowed)));
        owed -= count;
        if (Double.isFinite(perSecond)) {
            allowed -= count;
        }
        return count;
    }

    /// Forgives what is owed.
    void forgive() {
        owed = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(owed);
        out.writeDouble(allowed);
        out.writeLong(since);
        out.writeBoolean(started);
    }

    void restore(DataInput in) throws IOException {
        owed = in.readDouble();
        allowed = in.readDouble();
        since = in.readLong();
        started = in.readBoolean();
    }
}
