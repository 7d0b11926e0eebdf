package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.VectorEnvironment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// A training as its listeners see it: where it stands, and the parts whose state makes a checkpoint. Valid on the
/// thread that runs it, between two steps.
public interface Training {
    /// {@return environment steps done so far, over all worlds}
    long steps();

    /// {@return environment steps it is to do in all}
    long totalSteps();

    /// {@return episodes that ended so far}
    EpisodeStatistics episodes();

    /// {@return where the time went}
    TimeSplit times();

    /// {@return the best policy met; empty before the first evaluation}
    Optional<BestPolicy> best();

    /// {@return what learns}
    Learner learner();

    /// {@return where it learns}
    VectorEnvironment environment();

    /// Writes the state of the loop itself; learner, environment and times have their own `save`.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from a training of the same sizes
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;
}
