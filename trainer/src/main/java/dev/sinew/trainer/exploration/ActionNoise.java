package dev.sinew.trainer.exploration;

import dev.sinew.trainer.kernel.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Adds noise to actions and holds them to [−1, 1]. Its state fits the number of worlds that it was asked for last.
/// One thread.
public interface ActionNoise {
    /// Adds noise.
    ///
    /// @param features outputs of the policy's last hidden layer, by row, one row a world
    /// @param worlds N
    /// @param actions `[N, action size]`, changed
    void add(Matrix features, int worlds, float[] actions);

    /// Takes note that an episode ended.
    ///
    /// @param world which of the N
    void ended(int world);

    /// Writes the state, bit for bit.
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
