package dev.sinew.sim.randomization;

import dev.sinew.config.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// When one balancer is pushed, and how hard.
public final class PushSchedule {
    private final BalancerRandomization randomization;
    private final int rateHertz;
    private RandomStream random = new RandomStream(0);
    private int ticksLeft;

    /// No pushes before [#start].
    ///
    /// @param randomization draws the pushes
    /// @param rateHertz ticks in a second
    public PushSchedule(BalancerRandomization randomization, int rateHertz) {
        this.randomization = randomization;
        this.rateHertz = rateHertz;
    }

    /// Draws the pushes of a new episode.
    ///
    /// @param newRandom draws come from it, taken over
    public void start(RandomStream newRandom) {
        random = newRandom;
        ticksLeft = ticksToNext();
    }

    private int ticksToNext() {
        return (int) Math.ceil(randomization.pushInterval(random) * rateHertz);
    }

    /// Counts one tick.
    ///
    /// @return the change of velocity that the push of this tick makes, m/s; 0 without one
    public double tick() {
        if (--ticksLeft != 0) {
            return 0;
        }
        double change = randomization.push(random);
        ticksLeft = ticksToNext();
        return change;
    }

    /// Writes the state.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(ticksLeft);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        ticksLeft = in.readInt();
    }
}
