package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;

/// The network of the policy with its passes over a batch: from states to μ and log σ of each action entry, and back.
/// Threads may share what takes rows on different rows, and what takes parts as different parts.
interface PolicyNetwork {
    /// {@return the layers from an observation to μ, its first outputs}
    Mlp mlp();

    /// {@return the numbers that are trained}
    Parameters parameters();

    /// {@return the gradient of the parameters}
    Parameters gradient();

    /// {@return the weights of [#mlp] the other way round}
    TransposedLayers transposed();

    /// Runs over the states of the batch.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    void runWanted(int firstRow, int endRow);

    /// Runs over the states that followed.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    void runNext(int firstRow, int endRow);

    /// {@return μ and log σ in the states of the batch, by row, `[B, 2·action]`}
    Matrix wanted();

    /// {@return μ and log σ in the states that followed, by row, `[B, 2·action]`}
    Matrix next();

    /// {@return the gradient by μ and log σ in the states of the batch, by row, to be filled by the caller}
    Matrix outputGradient();

    /// Propagates [#outputGradient] to the first layer.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    void propagate(int firstRow, int endRow);

    /// Computes the gradient of the parameters; all rows must be propagated.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void accumulate(int part, int parts);

    /// Takes note of new parameters.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    void parametersChanged(int part, int parts);
}
