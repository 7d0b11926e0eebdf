package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.SquashedGaussian;
import dev.sinew.trainer.offpolicy.ActingPass;
import dev.sinew.trainer.offpolicy.ActingPolicy;
import dev.sinew.trainer.offpolicy.LearnerParts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The policy as the worlds meet it: raw observations in, actions out. Its buffers fit the number of worlds it
/// was asked for last.
final class SacPolicy implements ActingPolicy {
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

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
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

    @Override
    public void stepped(StepBatch step) {}

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
    }
}
