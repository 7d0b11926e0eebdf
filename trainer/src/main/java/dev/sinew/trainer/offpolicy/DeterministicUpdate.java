package dev.sinew.trainer.offpolicy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One gradient update of an algorithm with a deterministic actor, in the order of its paper.
public interface DeterministicUpdate {
    /// Makes one update, as far as its figures are finite: the stage that finds one that is not changes nothing.
    ///
    /// @return whether all figures were finite
    boolean run();

    /// {@return whether the last update moved policy and targets}
    boolean policyIsDue();

    /// {@return the actor's loss in the last update that moved it}
    double actorLoss();

    /// {@return the losses of all critics, summed, in the last update}
    double criticLoss();

    /// Writes how many updates there were, and the random streams, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException;
}
