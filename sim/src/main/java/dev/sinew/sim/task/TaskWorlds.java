package dev.sinew.sim.task;

import dev.sinew.config.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// N worlds of one task, stepped together, without episodes: whoever steps them says when a world starts anew, so a
/// world goes on past its end if asked to. One thread.
///
/// What is said of a world is true from the last start or step to the next. A step allocates nothing.
public interface TaskWorlds extends AutoCloseable {
    /// {@return the number of worlds N}
    int worlds();

    /// Puts some worlds into start states of the task.
    ///
    /// @param selected worlds, ascending, from index 0 on
    /// @param count how many
    /// @param streams `[N]`, by world; all that is random in a world until its next start comes from its stream,
    ///     which is the world's own from here on
    void start(int[] selected, int count, RandomStream[] streams);

    /// Steps every world once.
    ///
    /// @param actions `[N, actionSize]`
    void step(float[] actions);

    /// Writes the observation of a world.
    ///
    /// @param world index
    /// @param out filled from `offset` on
    /// @param offset in `out`
    void observe(int world, float[] out, int offset);

    /// {@return the reward of a world's last step}
    ///
    /// @param world index
    double reward(int world);

    /// {@return whether the task ended in a world: there is no value beyond}
    ///
    /// @param world index
    boolean terminated(int world);

    /// {@return why the physics of a world can no longer be trusted, empty while it can}
    ///
    /// @param world index
    Optional<String> instability(int world);

    /// {@return names of the terms that add up to the reward}
    List<String> rewardTerms();

    /// {@return one term of the reward of a world's last step}
    ///
    /// @param world index
    /// @param term index in [#rewardTerms]
    double rewardTerm(int world, int term);

    /// Writes everything that decides what comes next, streams included.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException;

    /// Takes over what [#save] wrote; from here on steps are equal bit for bit. What is said of a world holds again
    /// after the next start or step.
    ///
    /// @param in what save wrote, from worlds of the same task and N
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException;

    @Override
    void close();
}
