package dev.sinew.trainer.offpolicy;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.network.DenseLayer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What one algorithm adds to a [ReplayLearner].
public interface OffPolicyAlgorithm {
    /// Chooses an action for each world.
    ///
    /// @param observations raw, `[N, observation size]`
    /// @param worlds N
    /// @param explore true explores, false does not
    /// @param actions `[N, action size]` in [−1, 1], filled
    void act(float[] observations, int worlds, boolean explore, float[] actions);

    /// Takes note of where actions led, for exploration that lasts as long as an episode.
    ///
    /// @param step of all worlds
    void stepped(StepBatch step);

    /// Makes one update, as far as its figures are finite: the stage that finds one that is not changes nothing.
    ///
    /// @return whether all figures were finite
    boolean update();

    /// {@return the name of the tensor that made an update fail}
    String culprit();

    /// Hands out the figures since the last call.
    ///
    /// @param sink receives them
    void metrics(MetricSink sink);

    /// {@return the policy without exploration, up to the squash}
    List<DenseLayer> layers();

    /// Writes everything that decides what comes next, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;
}
