package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;

/// One action value Q(s, a) with the slowly following copy that targets are taken from, and the passes that an
/// actor–critic update makes through it. Threads may share what takes rows on different rows, and what takes parts as
/// different parts.
public final class Critic {
    private final Parameters parameters;
    private final Parameters target;
    private final TransposedLayers transposed;
    private final MlpForward nextPass;
    private final MlpForward takenPass;
    private final MlpForward wantedPass;
    private final MlpBackward backward;
    private final MlpInputGradient actionPass;

    /// Draws parameters; the target begins as their copy. Every input is `[B, observation + action]`.
    ///
    /// @param kernels of the learner
    /// @param mlp from observation and action to one number
    /// @param parameters of that network, to be trained
    /// @param inputs what it is evaluated on
    public Critic(Kernels kernels, Mlp mlp, Parameters parameters, Inputs inputs) {
        this.parameters = parameters;
        target = parameters.copy();
        transposed = new TransposedLayers(
                mlp, parameters, mlp.hidden().getFirst().inputs() - inputs.actionSize(), inputs.actionSize());
        nextPass = new MlpForward(kernels, mlp, target.values(), inputs.next());
        takenPass = new MlpForward(kernels, mlp, parameters.values(), inputs.taken());
        wantedPass = new MlpForward(kernels, mlp, parameters.values(), inputs.wanted());
        backward = new MlpBackward(kernels, takenPass, inputs.taken(), parameters, transposed);
        actionPass = new MlpInputGradient(kernels, wantedPass, parameters, transposed, inputs.actionSize());
    }

    /// What an update evaluates a critic on, each `[B, observation + action]`.
    ///
    /// @param taken state and the action taken there, by row
    /// @param wanted the same states and the actions that the policy would take now, by row
    /// @param next the states that followed and the policy's actions there, by row
    /// @param actionSize entries of an action, the last columns
    public record Inputs(Matrix taken, Matrix wanted, Matrix next, int actionSize) {}

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

    /// Draws anew what the passes over the next states and over the actions taken drop out; nothing without dropout.
    ///
    /// @param random where from
    public void drawDropout(RandomStream random) {
        nextPass.drawDropout(random);
        takenPass.drawDropout(random);
    }

    /// Draws anew what the pass over the actions wanted drops out; nothing without dropout.
    ///
    /// @param random where from
    public void drawWantedDropout(RandomStream random) {
        wantedPass.drawDropout(random);
    }

    /// Values the next states by the target.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void evaluateNext(int firstRow, int endRow) {
        nextPass.run(firstRow, endRow);
    }

    /// Values the actions taken.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void evaluateTaken(int firstRow, int endRow) {
        takenPass.run(firstRow, endRow);
    }

    /// Values the actions wanted.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void evaluateWanted(int firstRow, int endRow) {
        wantedPass.run(firstRow, endRow);
    }

    /// {@return values of the next states, `[B]`; the array itself}
    public float[] nextValues() {
        return nextPass.scalars();
    }

    /// {@return values of the actions taken, `[B]`; the array itself}
    public float[] takenValues() {
        return takenPass.scalars();
    }

    /// {@return values of the actions wanted, `[B]`; the array itself}
    public float[] wantedValues() {
        return wantedPass.scalars();
    }

    /// {@return where the gradient of the loss by the values of the actions taken goes, `[B]`; the array
    /// itself}
    public float[] valueGradient() {
        return backward.scalarGradient();
    }

    /// Propagates [#valueGradient] to the first layer.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void propagate(int firstRow, int endRow) {
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

    /// Computes the gradient by the action for some rows of a selection.
    ///
    /// @param firstRow first row of the selection
    /// @param endRow row after the last
    /// @param valueGradient gradient by the values, by row of the selection
    /// @param selection row `r` belongs to row `selection[r]` of the batch
    public void actionGradient(int firstRow, int endRow, float[] valueGradient, int[] selection) {
        actionPass.run(firstRow, endRow, valueGradient, selection);
    }

    /// {@return the gradient by the action, by row of the selection, `[B, action]`}
    public Matrix actionGradient() {
        return actionPass.gradient();
    }
}
