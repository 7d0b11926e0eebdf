package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;

/// One action value Q(s, a) with the slowly following copy that targets are taken from, and the passes that an
/// actor–critic update makes through it. One thread at a time, but for [#actionGradient], which threads may
/// share on different rows.
public final class Critic {
    private final Parameters parameters;
    private final Parameters target;
    private final TransposedLayers transposed;
    private final MlpForward nextPass;
    private final MlpForward takenPass;
    private final MlpForward wantedPass;
    private final MlpBackward backward;
    private final MlpInputGradient actionPass;
    private final int rows;

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
        rows = inputs.taken().rows();
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

    /// {@return the gradient of the parameters, filled by [#backward]}
    public Parameters gradient() {
        return backward.gradient();
    }

    /// Values the next states by the target.
    public void evaluateNext() {
        nextPass.run(0, rows);
    }

    /// Values the actions taken.
    public void evaluateTaken() {
        takenPass.run(0, rows);
    }

    /// Values the actions wanted.
    public void evaluateWanted() {
        wantedPass.run(0, rows);
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

    /// Computes the gradient of the parameters from [#valueGradient].
    public void backward() {
        backward.inputs(0, rows);
        backward.weights(0, 1);
    }

    /// Takes note of new parameters.
    public void parametersChanged() {
        transposed.refresh(0, 1);
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
