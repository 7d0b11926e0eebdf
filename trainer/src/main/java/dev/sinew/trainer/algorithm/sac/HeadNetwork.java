package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;

/// The policy's network as the paper has it: the head gives μ and log σ of each action entry.
final class HeadNetwork implements PolicyNetwork {
    private final Mlp mlp;
    private final Parameters parameters;
    private final TransposedLayers transposed;
    private final MlpForward wanted;
    private final MlpForward next;
    private final MlpBackward backward;

    /// Binds the passes.
    ///
    /// @param kernels of the learner
    /// @param mlp from an observation to μ and log σ of each action entry
    /// @param parameters of that network, to be trained
    /// @param inputs states of the batch and those that followed
    HeadNetwork(Kernels kernels, Mlp mlp, Parameters parameters, Critic.Inputs inputs) {
        this.mlp = mlp;
        this.parameters = parameters;
        Matrix states = inputs.taken();
        transposed = new TransposedLayers(mlp, parameters);
        wanted = new MlpForward(kernels, mlp, parameters.values(), states);
        next = new MlpForward(kernels, mlp, parameters.values(), inputs.next());
        backward = new MlpBackward(kernels, wanted, states, parameters, transposed);
    }

    @Override
    public Mlp mlp() {
        return mlp;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Parameters gradient() {
        return backward.gradient();
    }

    @Override
    public TransposedLayers transposed() {
        return transposed;
    }

    @Override
    public void runWanted(int firstRow, int endRow) {
        wanted.run(firstRow, endRow);
    }

    @Override
    public void runNext(int firstRow, int endRow) {
        next.run(firstRow, endRow);
    }

    @Override
    public Matrix wanted() {
        return wanted.output();
    }

    @Override
    public Matrix next() {
        return next.output();
    }

    @Override
    public Matrix outputGradient() {
        return backward.outputGradient();
    }

    @Override
    public void propagate(int firstRow, int endRow) {
        backward.outputGradient().fillPanels(firstRow, endRow);
        backward.inputs(firstRow, endRow);
    }

    @Override
    public void accumulate(int part, int parts) {
        backward.weights(part, parts);
    }

    @Override
    public void parametersChanged(int part, int parts) {
        transposed.refresh(part, parts);
    }
}
