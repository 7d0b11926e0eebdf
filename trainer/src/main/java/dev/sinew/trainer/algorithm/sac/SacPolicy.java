package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.SquashedGaussian;
import dev.sinew.trainer.offpolicy.ActingPass;
import dev.sinew.trainer.offpolicy.LearnerParts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The policy as the worlds meet it: raw observations in, actions out. Its buffers fit the number of worlds it
/// was asked for last.
final class SacPolicy {
    private final ActingPass pass;
    private final RandomStream random;
    private final int actionSize;
    private SquashedGaussian distribution;

    /// Room for one world.
    ///
    /// @param parts of the learner
    /// @param mlp from an observation to μ and log σ of each action entry
    /// @param parameters of that network
    /// @param random where exploration is drawn from
    SacPolicy(LearnerParts parts, Mlp mlp, Parameters parameters, RandomStream random) {
        pass = new ActingPass(parts.kernels(), mlp, parameters, parts.moments(), Activation.IDENTITY);
        this.random = random;
        actionSize = parts.actionSize();
        distribution = new SquashedGaussian(1, actionSize);
    }

    /// Chooses an action for each world.
    ///
    /// @param observations raw, `[N, observation]`
    /// @param worlds N
    /// @param explore true draws, false takes the most likely
    /// @param actions `[N, action]`, filled
    void act(float[] observations, int worlds, boolean explore, float[] actions) {
        if (worlds != pass.worlds()) {
            distribution = new SquashedGaussian(worlds, actionSize);
        }
        pass.run(observations, worlds);
        if (explore) {
            distribution.draw(random, worlds);
            distribution.sample(pass.output(), 0, worlds);
        } else {
            distribution.mode(pass.output(), 0, worlds);
        }
        System.arraycopy(distribution.action(), 0, actions, 0, worlds * actionSize);
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
