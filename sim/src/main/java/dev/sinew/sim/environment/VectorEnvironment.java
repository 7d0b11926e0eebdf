package dev.sinew.sim.environment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// N worlds of one task, stepped together. A world that ends starts its next episode at once; [StepBatch] holds both
/// the last observation of the old episode and the first of the new one. One thread; results do not depend on how
/// many threads the physics uses.
public interface VectorEnvironment extends AutoCloseable {
    /// {@return the number of worlds N}
    int worlds();

    /// {@return floats of one observation}
    int observationSize();

    /// {@return floats of one action}
    int actionSize();

    /// {@return the lowest action, `[actionSize]`; a copy}
    float[] actionLow();

    /// {@return the highest action, `[actionSize]`; a copy}
    float[] actionHigh();

    /// Starts a new episode in every world.
    ///
    /// @param seed of everything random; world i and each purpose draw from streams of their own split from it
    /// @param observations `[N, observationSize]`, filled
    void reset(long seed, float[] observations);

    /// Steps every world once.
    ///
    /// @param actions `[N, actionSize]` in task units
    /// @param out filled
    void step(float[] actions, StepBatch out);

    /// {@return how many worlds went unstable so far; each was ended as terminated and reported}
    long unstable();

    /// Writes everything that decides what comes next: physics, streams, episode counters.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote; from here on steps are equal bit for bit.
    ///
    /// @param in what save wrote, from an environment of the same task and N
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;

    @Override
    void close();
}
