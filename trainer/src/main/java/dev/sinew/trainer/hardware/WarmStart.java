package dev.sinew.trainer.hardware;

import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.checkpoint.KeptPolicy;
import dev.sinew.trainer.checkpoint.KeptPrior;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.run.Method;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Takes a learner with everything it knows out of the run folder of a training in simulation: its best policy with the
/// critics, moments and temperature of that time, and the steps that the newest checkpoint remembers.
public final class WarmStart {
    private WarmStart() {}

    /// How large a robot's policy is, and what of it is the caller's choice.
    ///
    /// @param observation floats of one observation
    /// @param action floats of one action, each in [−1, 1]
    /// @param seed of everything random from now on
    /// @param threads 1 or 2
    public record Sizes(int observation, int action, long seed, int threads) {}

    /// Makes a learner that goes on from a training.
    ///
    /// @param run folder of the training
    /// @param plan of the training
    /// @param trained settings of the training, as [TrainingPlan#sacSettings] reads them
    /// @param tuning how is learned on the robot
    /// @param sizes of the robot's policy
    /// @param prior file to write the remembered steps to
    /// @return the learner; the caller's to close
    /// @throws IOException when the folder holds no checkpoint, or the prior cannot be written
    public static TunedSac open(
            Path run, TrainingPlan plan, SacSettings trained, FineTuningSettings tuning, Sizes sizes, Path prior)
            throws IOException {
        Identity identity = new Identity(plan.identity());
        var before = new Method.LearnerSizes(
                sizes.observation(), sizes.action(), plan.worlds(), plan.seed(), sizes.threads());
        try (Learner learner = plan.method().learner(before)) {
            KeptPrior.write(run, identity, learner, plan.algorithm(), prior);
        }
        SacSettings settings = TunedSac.settings(trained, tuning.online(), prior);
        SacLearner learner = tuning.constraint().isPresent()
                ? SacLearner.withCosts(settings, sizes.observation(), sizes.action(), sizes.seed(), sizes.threads())
                : new SacLearner(settings, sizes.observation(), sizes.action(), sizes.seed(), sizes.threads());
        KeptPolicy.restore(run, identity, learner);
        float[] low = new float[sizes.action()];
        float[] high = new float[sizes.action()];
        Arrays.fill(low, -1);
        Arrays.fill(high, 1);
        return new TunedSac(learner, tuning.online().policyAverage(), low, high);
    }
}
