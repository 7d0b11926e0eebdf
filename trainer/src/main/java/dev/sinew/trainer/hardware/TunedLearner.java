package dev.sinew.trainer.hardware;

import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A learner that was trained before and is to be trained on by a robot. One thread.
public interface TunedLearner extends AutoCloseable {
    /// {@return where the robot's steps go}
    ReplayBuffer replay();

    /// Sets how batches are mixed.
    ///
    /// @param own share of the robot's own steps, in `[0, 1]`; the others are from simulation
    void share(double own);

    /// Sets what a cost takes from the value that the actor climbs; nothing to begin with.
    ///
    /// @param value for each unit of the cost as the replay holds it, finite and at least 0
    /// @throws IllegalStateException when it does not learn costs
    void price(double value);

    /// Updates critics, and actor and temperature as often as they are due.
    ///
    /// @param count updates of the critics
    void update(int count);

    /// Updates the critics alone.
    ///
    /// @param count updates
    void updateCritics(int count);

    /// {@return mean loss of the critics since the last call, that of the costs added; not a number when there was no
    /// update}
    double criticLoss();

    /// {@return its policy without exploration, in the task's units}
    ExportedPolicy policy();

    /// Writes everything that decides what comes next but the robot's steps.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;

    /// Takes over what [#save] wrote but what it had learned of costs then: the robot has shown since what they are.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void bringBack(DataInput in) throws IOException;

    @Override
    void close();
}
