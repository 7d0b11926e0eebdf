package dev.sinew.trainer.loop;

import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One algorithm with all its state: networks, optimizer, normaliser, replay, random streams. Actions are in [−1, 1];
/// the loop scales them to task units. One thread calls it. Bits do not depend on how many threads it computes with.
///
/// How it takes in experience is its kind's: [OffPolicyLearner] or [OnPolicyLearner].
public interface Learner extends AutoCloseable {
    /// Chooses an action for each world.
    ///
    /// @param observations raw, `[N, observation size]`
    /// @param worlds N
    /// @param explore true draws from the policy, false takes its mean
    /// @param actions `[N, action size]` in [−1, 1], filled
    void act(float[] observations, int worlds, boolean explore, float[] actions);

    /// Hands out the figures since the last call, with the keys that users of Stable-Baselines3 know
    /// (`train/actor_loss`, `train/critic_loss`, `train/ent_coef`, …).
    ///
    /// @param sink receives them
    void metrics(MetricSink sink);

    /// {@return its policy without exploration, complete and in plain numbers: what is exported}
    ///
    /// @param actionLow the lowest action in task units, `[action size]`
    /// @param actionHigh the highest action in task units, `[action size]`
    /// @throws IllegalArgumentException when a weight is not finite
    ExportedPolicy policy(float[] actionLow, float[] actionHigh);

    /// {@return the transitions it remembers, for checkpoints}
    TransitionLog transitions();

    /// Writes everything that decides what comes next but the transitions, which [#transitions] hands out; figures
    /// not yet handed out to [#metrics] are part of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote; once the transitions are back too, updates are equal bit for bit. Actions are
    /// right without the transitions.
    ///
    /// @param in what save wrote, from a learner of the same settings and sizes
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;

    @Override
    void close();
}
