package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.FeatureStd;
import dev.sinew.trainer.network.FeatureStdBackward;
import dev.sinew.trainer.network.FeatureStdForward;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;
import java.util.ArrayList;
import java.util.List;

/// The policy's network with state-dependent exploration: the head gives μ, and the noise is a linear function of the
/// last hidden layer whose matrix is drawn from `N(0, σ²)`. log σ is learned, one number for each feature and entry.
final class FeatureNetwork implements PolicyNetwork {
    private final Mlp mlp;
    private final Parameters parameters;
    private final FeatureStd std;
    private final TransposedLayers transposed;
    private final MlpForward wanted;
    private final MlpForward next;
    private final FeatureStdForward wantedStd;
    private final FeatureStdForward nextStd;
    private final MlpBackward backward;
    private final FeatureStdBackward stdBackward;

    /// Binds the passes.
    ///
    /// @param kernels of the learner
    /// @param mlp from an observation to μ, at least two outputs
    /// @param parameters that [#initialize] made, to be trained
    /// @param inputs states of the batch and those that followed
    FeatureNetwork(Kernels kernels, Mlp mlp, Parameters parameters, Critic.Inputs inputs) {
        this.mlp = mlp;
        this.parameters = parameters;
        Matrix states = inputs.taken();
        transposed = new TransposedLayers(mlp, parameters);
        std = new FeatureStd(logStd(mlp), parameters.values());
        wanted = new MlpForward(kernels, mlp, parameters.values(), states);
        next = new MlpForward(kernels, mlp, parameters.values(), inputs.next());
        wantedStd = new FeatureStdForward(kernels, std, wanted, inputs.actionSize());
        nextStd = new FeatureStdForward(kernels, std, next, inputs.actionSize());
        backward = new MlpBackward(kernels, wanted, states, parameters, transposed);
        stdBackward = new FeatureStdBackward(kernels, std, wantedStd, backward, inputs.actionSize());
    }

    /// {@return parameters drawn anew, with log σ behind those of the network}
    ///
    /// @param mlp the network
    /// @param std σ to begin with
    /// @param random where from
    static Parameters initialize(Mlp mlp, double std, RandomStream random) {
        Dense logStd = logStd(mlp);
        List<Dense> layers = new ArrayList<>(mlp.layers());
        layers.add(logStd);
        Parameters parameters = new Parameters(layers);
        System.arraycopy(
                mlp.initialize(random).values(),
                0,
                parameters.values(),
                0,
                mlp.head().end());
        for (int f = 0; f < logStd.inputs(); f++) {
            for (int k = 0; k < logStd.outputs(); k++) {
                parameters.values()[logStd.weight(f, k)] = (float) StrictMath.log(std);
            }
        }
        return parameters;
    }

    /// {@return where log σ lies}
    ///
    /// @param mlp the network
    static Dense logStd(Mlp mlp) {
        Dense head = mlp.head();
        return new Dense("log_std", head.inputs(), head.outputs(), head.end());
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
        wantedStd.run(firstRow, endRow);
    }

    @Override
    public void runNext(int firstRow, int endRow) {
        next.run(firstRow, endRow);
        nextStd.run(firstRow, endRow);
    }

    @Override
    public Matrix wanted() {
        return wantedStd.output();
    }

    @Override
    public Matrix next() {
        return nextStd.output();
    }

    @Override
    public Matrix outputGradient() {
        return stdBackward.outputGradient();
    }

    @Override
    public void propagate(int firstRow, int endRow) {
        stdBackward.inputs(firstRow, endRow);
    }

    @Override
    public void accumulate(int part, int parts) {
        stdBackward.weights(part, parts);
    }

    /// The last part has the least to do otherwise.
    @Override
    public void parametersChanged(int part, int parts) {
        transposed.refresh(part, parts);
        if (part == parts - 1) {
            std.refresh();
        }
    }
}
