package dev.sinew.trainer.rollout;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.network.DiagonalGaussian;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.normalization.RunningMoments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// The Gaussian policy as the worlds meet it. Its buffers fit the number of worlds it was asked for last.
final class Explorer {
    private final Kernels kernels;
    private final Mlp shape;
    private final Parameters parameters;
    private final RandomStream random;
    private final DiagonalGaussian distribution;
    private Matrix input;
    private MlpForward pass;
    private Normals normals;
    private float[] noise;
    private float[] drawn;

    /// Room for one world.
    ///
    /// @param kernels of the policy
    /// @param shape from a normalised observation to μ
    /// @param parameters of that network, with log σ
    /// @param random where exploration is drawn from
    Explorer(Kernels kernels, Mlp shape, Parameters parameters, RandomStream random) {
        this.kernels = kernels;
        this.shape = shape;
        this.parameters = parameters;
        this.random = random;
        distribution = new DiagonalGaussian(parameters);
        input = Matrix.byRow(1, shape.hidden().getFirst().inputs());
        pass = new MlpForward(kernels, shape, parameters.values(), input);
        normals = new Normals(distribution.size());
        noise = new float[distribution.size() + Elementary.SPARE];
        drawn = new float[distribution.size()];
    }

    /// Draws an action for each world of a rollout.
    ///
    /// @param observations normalised, by row
    /// @param firstRow row of the first world
    /// @param worlds N
    /// @param actions as drawn, by row without padding, filled for those rows
    void draw(Matrix observations, int firstRow, int worlds, float[] actions) {
        fit(worlds);
        System.arraycopy(
                observations.array(), firstRow * observations.stride(), input.array(), 0, worlds * input.stride());
        sample(worlds, actions, firstRow * distribution.size());
    }

    /// Chooses actions.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N
    /// @param moments to normalise with, if at all
    /// @param explore true draws, false takes the mean
    /// @param actions in [−1, 1], `[N, action]`, filled
    void act(float[] observations, int worlds, Optional<RunningMoments> moments, boolean explore, float[] actions) {
        fit(worlds);
        int size = input.columns();
        for (int w = 0; w < worlds; w++) {
            if (moments.isPresent()) {
                moments.get().normalize(observations, w * size, input.array(), w * input.stride());
            } else {
                System.arraycopy(observations, w * size, input.array(), w * input.stride(), size);
            }
        }
        if (explore) {
            sample(worlds, drawn, 0);
        } else {
            pass.run(0, worlds);
        }
        Matrix means = pass.output();
        for (int w = 0; w < worlds; w++) {
            for (int k = 0; k < distribution.size(); k++) {
                int at = w * distribution.size() + k;
                float chosen = explore ? drawn[at] : means.array()[w * means.stride() + k];
                actions[at] = Math.clamp(chosen, -1f, 1f);
            }
        }
    }

    private void sample(int worlds, float[] actions, int at) {
        pass.run(0, worlds);
        distribution.read(parameters.values());
        distribution.sample(pass.output(), worlds, normals, random, noise, actions, at);
    }

    private void fit(int worlds) {
        if (worlds != input.rows()) {
            input = Matrix.byRow(worlds, input.columns());
            pass = new MlpForward(kernels, shape, parameters.values(), input);
            normals = new Normals(worlds * distribution.size());
            noise = new float[worlds * distribution.size() + Elementary.SPARE];
            drawn = new float[worlds * distribution.size()];
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
