package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.exploration.NoiseMatrices;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.ActingPass;
import dev.sinew.trainer.offpolicy.ActingPolicy;
import dev.sinew.trainer.offpolicy.LearnerParts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The policy with state-dependent exploration as the worlds meet it: `a = tanh(μ(s) + Θ·z(s))` with a matrix Θ that
/// stays for a number of steps.
final class FeaturePolicy implements ActingPolicy {
    private final ActingPass pass;
    private final NoiseMatrices matrices;
    private final int actionSize;
    private float[] sums;

    /// Room for one world.
    ///
    /// @param parts of the learner
    /// @param mlp from an observation to μ
    /// @param parameters of that network and log σ
    /// @param interval steps that a matrix stays
    /// @param random where matrices are drawn from
    FeaturePolicy(LearnerParts parts, Mlp mlp, Parameters parameters, int interval, RandomStream random) {
        pass = new ActingPass(parts.kernels(), mlp, parameters, parts.moments(), Activation.IDENTITY);
        actionSize = parts.actionSize();
        Dense logStd = FeatureNetwork.logStd(mlp);
        matrices = new NoiseMatrices(
                logStd.inputs(),
                actionSize,
                interval,
                (feature, entry) -> StrictMath.exp(parameters.values()[logStd.weight(feature, entry)]),
                random);
        sums = new float[actionSize + Elementary.SPARE];
    }

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        if (worlds != pass.worlds()) {
            sums = new float[worlds * actionSize + Elementary.SPARE];
        }
        pass.run(observations, worlds);
        Matrix mean = pass.output();
        for (int world = 0; world < worlds; world++) {
            System.arraycopy(mean.array(), world * mean.stride(), sums, world * actionSize, actionSize);
        }
        if (explore) {
            addNoise(worlds);
        }
        Elementary.tanh(sums, worlds * actionSize, sums);
        System.arraycopy(sums, 0, actions, 0, worlds * actionSize);
    }

    private void addNoise(int worlds) {
        matrices.begin(worlds);
        for (int world = 0; world < worlds; world++) {
            for (int k = 0; k < actionSize; k++) {
                sums[world * actionSize + k] += matrices.noise(pass.features(), world, k);
            }
        }
    }

    @Override
    public void stepped(StepBatch step) {
        matrices.stepped(step);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        matrices.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        matrices.restore(in);
    }
}
