package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;

/// A policy that is a function, `a = μ(s) = tanh(network(s))`, with the slowly following copy that targets are taken
/// from, and the passes that an actor–critic update makes through it. Threads may share what takes rows on different
/// rows, and what takes parts as different parts.
public final class DeterministicActor {
    private final Parameters parameters;
    private final Parameters target;
    private final Critic.Inputs inputs;
    private final int actionAt;
    private final TransposedLayers transposed;
    private final MlpForward wanted;
    private final MlpForward next;
    private final MlpBackward backward;

    /// The target begins as a copy.
    ///
    /// @param kernels of the learner
    /// @param mlp from an observation to the sums of the action
    /// @param parameters of that network, to be trained
    /// @param inputs of the critics; their actions wanted and next are filled here
    public DeterministicActor(Kernels kernels, Mlp mlp, Parameters parameters, Critic.Inputs inputs) {
        this.parameters = parameters;
        this.inputs = inputs;
        target = parameters.copy();
        actionAt = inputs.taken().columns() - inputs.actionSize();
        transposed = new TransposedLayers(mlp, parameters);
        wanted = new MlpForward(kernels, mlp, parameters.values(), inputs.taken(), Activation.TANH);
        next = new MlpForward(kernels, mlp, target.values(), inputs.next(), Activation.TANH);
        backward = new MlpBackward(kernels, wanted, inputs.taken(), parameters, transposed);
    }

    /// {@return the numbers that are trained}
    public Parameters parameters() {
        return parameters;
    }

    /// {@return the numbers that follow slowly}
    public Parameters target() {
        return target;
    }

    /// {@return the gradient of the parameters, filled by [#accumulate]}
    public Parameters gradient() {
        return backward.gradient();
    }

    /// {@return the gradient by the sums of the head, by row, filled by [#differentiate]; others may add to it}
    public Matrix headGradient() {
        return backward.outputGradient();
    }

    /// {@return the weights the other way round, refreshed by [#parametersChanged]}
    public TransposedLayers transposed() {
        return transposed;
    }

    /// Chooses the actions next by the target, `μ′(s′)`.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void chooseNext(int firstRow, int endRow) {
        next.run(firstRow, endRow);
        copy(next.output(), inputs.next(), firstRow, endRow);
    }

    /// Chooses the actions wanted, `μ(s)`.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void choose(int firstRow, int endRow) {
        wanted.run(firstRow, endRow);
        copy(wanted.output(), inputs.wanted(), firstRow, endRow);
    }

    /// Copies the actions wanted, after [#choose].
    ///
    /// @param firstRow first row
    /// @param rows how many
    /// @param actions `[rows, action]`, filled
    public void copyChosen(int firstRow, int rows, float[] actions) {
        Matrix chosen = wanted.output();
        for (int r = 0; r < rows; r++) {
            System.arraycopy(
                    chosen.array(),
                    (firstRow + r) * chosen.stride(),
                    actions,
                    r * inputs.actionSize(),
                    inputs.actionSize());
        }
    }

    private void copy(Matrix from, Matrix to, int firstRow, int endRow) {
        for (int row = firstRow; row < endRow; row++) {
            System.arraycopy(
                    from.array(), row * from.stride(), to.array(), row * to.stride() + actionAt, inputs.actionSize());
        }
    }

    /// Takes the gradient of the actor's loss up to the sums of the head, `dL/da·(1 − a²)`, for some rows.
    ///
    /// @param row of the batch
    /// @param actionGradient dL/da
    /// @param actionRow its row
    public void differentiate(int row, Matrix actionGradient, int actionRow) {
        Matrix headGradient = backward.outputGradient();
        float[] dHead = headGradient.array();
        float[] dAction = actionGradient.array();
        float[] action = wanted.output().array();
        int at = row * wanted.output().stride();
        int from = actionRow * actionGradient.stride();
        int to = row * headGradient.stride();
        for (int k = 0; k < inputs.actionSize(); k++) {
            float a = action[at + k];
            dHead[to + k] = dAction[from + k] * (1f - a * a);
        }
    }

    /// Propagates what [#differentiate] found to the first layer.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void propagate(int firstRow, int endRow) {
        backward.outputGradient().fillPanels(firstRow, endRow);
        backward.inputs(firstRow, endRow);
    }

    /// Computes the gradient of the parameters; all rows must be propagated.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void accumulate(int part, int parts) {
        backward.weights(part, parts);
    }

    /// Takes note of new parameters.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void parametersChanged(int part, int parts) {
        transposed.refresh(part, parts);
    }
}
