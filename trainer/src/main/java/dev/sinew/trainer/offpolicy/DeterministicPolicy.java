package dev.sinew.trainer.offpolicy;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.exploration.ActionNoise;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// `a = tanh(network(s))` as the worlds meet it, with noise to explore.
final class DeterministicPolicy implements ActingPolicy {
    private final ActingPass pass;
    private final ActionNoise noise;
    private final int actionSize;

    /// Binds the network.
    ///
    /// @param parts of the learner
    /// @param mlp from an observation to the sums of the action
    /// @param parameters of that network
    /// @param exploration what is added
    DeterministicPolicy(LearnerParts parts, Mlp mlp, Parameters parameters, ExplorationSettings exploration) {
        pass = new ActingPass(parts.kernels(), mlp, parameters, parts.moments(), Activation.TANH);
        actionSize = parts.actionSize();
        noise = exploration.noise(
                mlp.head().inputs(), actionSize, parts.random().split("exploration"));
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        pass.run(observations, worlds);
        Matrix output = pass.output();
        for (int world = 0; world < worlds; world++) {
            System.arraycopy(output.array(), world * output.stride(), actions, world * actionSize, actionSize);
        }
        if (explore) {
            noise.add(pass.features(), worlds, actions);
        }
    }

    @Override
    public void stepped(StepBatch step) {
        for (int world = 0; world < step.rewards().length; world++) {
            if (step.ended(world)) {
                noise.ended(world);
            }
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        noise.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        noise.restore(in);
    }
}
