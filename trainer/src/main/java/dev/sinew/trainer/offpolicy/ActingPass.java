package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.normalization.RunningMoments;
import java.util.Optional;

/// The policy's network as the worlds meet it: raw observations in. Its buffers fit the number of worlds it was asked
/// for last.
public final class ActingPass {
    private final Kernels kernels;
    private final Mlp mlp;
    private final Parameters parameters;
    private final Optional<RunningMoments> moments;
    private final Activation squash;
    private final int observationSize;
    private Matrix input;
    private MlpForward pass;

    /// Room for one world.
    ///
    /// @param kernels of the learner
    /// @param mlp from an observation
    /// @param parameters of that network
    /// @param moments to normalise with, if at all
    /// @param squash applied to its output
    public ActingPass(
            Kernels kernels, Mlp mlp, Parameters parameters, Optional<RunningMoments> moments, Activation squash) {
        this.kernels = kernels;
        this.mlp = mlp;
        this.parameters = parameters;
        this.moments = moments;
        this.squash = squash;
        observationSize = mlp.hidden().getFirst().inputs();
        input = Matrix.byRow(1, observationSize);
        pass = new MlpForward(kernels, mlp, parameters.values(), input, squash);
    }

    /// {@return worlds that there is room for}
    public int worlds() {
        return input.rows();
    }

    /// Runs the network.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N
    public void run(float[] observations, int worlds) {
        if (worlds != input.rows()) {
            input = Matrix.byRow(worlds, observationSize);
            pass = new MlpForward(kernels, mlp, parameters.values(), input, squash);
        }
        for (int world = 0; world < worlds; world++) {
            observe(observations, world * observationSize, world * input.stride());
        }
        pass.run(0, worlds);
    }

    /// {@return its output, by row}
    public Matrix output() {
        return pass.output();
    }

    /// {@return what the last hidden layer gave, by row}
    public Matrix features() {
        return pass.features();
    }

    private void observe(float[] observations, int from, int to) {
        if (moments.isPresent()) {
            moments.get().normalize(observations, from, input.array(), to);
        } else {
            System.arraycopy(observations, from, input.array(), to, observationSize);
        }
    }
}
