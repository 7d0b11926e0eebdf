package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.SquashedGaussian;
import dev.sinew.trainer.normalization.RunningMoments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// The policy as the worlds meet it: raw observations in, actions out. Its buffers fit the number of worlds it
/// was asked for last.
final class SacPolicy {
    private final Kernels kernels;
    private final Mlp mlp;
    private final Parameters parameters;
    private final Optional<RunningMoments> moments;
    private final RandomStream random;
    private final int observationSize;
    private final int actionSize;
    private Matrix input;
    private MlpForward pass;
    private SquashedGaussian distribution;

    /// Room for one world.
    ///
    /// @param kernels of the learner
    /// @param mlp from an observation to μ and log σ of each action entry
    /// @param parameters of that network
    /// @param moments to normalise with, if at all
    /// @param random where exploration is drawn from
    SacPolicy(Kernels kernels, Mlp mlp, Parameters parameters, Optional<RunningMoments> moments, RandomStream random) {
        this.kernels = kernels;
        this.mlp = mlp;
        this.parameters = parameters;
        this.moments = moments;
        this.random = random;
        observationSize = mlp.hidden().getFirst().inputs();
        actionSize = mlp.head().outputs() / 2;
        input = Matrix.byRow(1, observationSize);
        pass = new MlpForward(kernels, mlp, parameters.values(), input);
        distribution = new SquashedGaussian(1, actionSize);
    }

    /// Chooses an action for each world.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N
    /// @param explore true draws, false takes the most likely
    /// @param actions `[N, action]`, filled
    void act(float[] observations, int worlds, boolean explore, float[] actions) {
        if (worlds != input.rows()) {
            input = Matrix.byRow(worlds, observationSize);
            pass = new MlpForward(kernels, mlp, parameters.values(), input);
            distribution = new SquashedGaussian(worlds, actionSize);
        }
        for (int world = 0; world < worlds; world++) {
            observe(observations, world * observationSize, world * input.stride());
        }
        pass.run(0, worlds);
        if (explore) {
            distribution.draw(random, worlds);
            distribution.sample(pass.output(), 0, worlds);
        } else {
            distribution.mode(pass.output(), 0, worlds);
        }
        System.arraycopy(distribution.action(), 0, actions, 0, worlds * actionSize);
    }

    private void observe(float[] observations, int from, int to) {
        if (moments.isPresent()) {
            moments.get().normalize(observations, from, input.array(), to);
        } else {
            System.arraycopy(observations, from, input.array(), to, observationSize);
        }
    }

    /// Writes the random stream, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        random.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails
    void restore(DataInput in) throws IOException {
        random.restore(in);
    }
}
