package dev.sinew.trainer.offpolicy;

import dev.sinew.sim.environment.StepBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A policy as the worlds meet it: raw observations in, actions out. Its buffers fit the number of worlds it was asked
/// for last.
public interface ActingPolicy {
    /// Chooses an action for each world.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N
    /// @param explore true explores, false takes what the policy thinks best
    /// @param actions `[N, action]` in [−1, 1], filled
    void act(float[] observations, int worlds, boolean explore, float[] actions);

    /// Takes note of where actions led, for exploration that lasts as long as an episode.
    ///
    /// @param step of all worlds
    void stepped(StepBatch step);

    /// Writes the state of the exploration, bit for bit.
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
