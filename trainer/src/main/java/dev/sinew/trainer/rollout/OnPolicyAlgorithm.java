package dev.sinew.trainer.rollout;

import dev.sinew.trainer.loop.MetricSink;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What an algorithm makes of a rollout; acting and noting down are [ActorCritic]'s.
public interface OnPolicyAlgorithm {
    /// Learns from a rollout: changes the parameters of policy and value function.
    ///
    /// @param rollout full, with values, advantages and returns
    /// @param progress share of the training that is done, in `[0, 1]`, for schedules
    void update(Rollout rollout, double progress);

    /// Hands out the figures since the last call, with the keys that users of Stable-Baselines3 know.
    ///
    /// @param sink receives them
    void metrics(MetricSink sink);

    /// Writes everything of its own that decides what comes next, such as moments of an optimizer; parameters and
    /// normalisation are [ActorCritic]'s. Figures not yet handed out are part of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, with the same settings
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;
}
