package dev.sinew.trainer.hardware;

import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Soft actor–critic that goes on from a training in simulation: actor, critics, their slow copies, temperature, all
/// moments of the optimizers and the normalisation of observations are those of the training, the steps it remembered
/// are the prior that the robot's own are mixed into. The normalisation stays as it is.
///
/// Its policy is not the actor of the newest update but an average of the actors of many updates, the newer the more.
/// From one update to the next an actor may lose and find again what it can do, and a robot has too few episodes to
/// find out (Polyak and Juditsky, SIAM J. Control Optim. 30(4), 1992, average what gradients with noise arrive at).
public final class TunedSac implements TunedLearner {
    private static final String CRITIC_LOSS = "train/critic_loss";
    private static final String COST_CRITIC_LOSS = "train/cost_critic_loss";

    private final SacLearner learner;
    private final float[] low;
    private final float[] high;
    private final float newestShare;
    private final Parameters average;

    /// Goes on from a training.
    ///
    /// @param learner made with [#settings], which has taken over what the training saved; closed with this
    /// @param policyAverage updates of the critics that the policy is averaged over; 1 for the newest alone
    /// @param low the lowest action in the task's units, `[m]`
    /// @param high the highest action in the task's units, `[m]`
    public TunedSac(SacLearner learner, int policyAverage, float[] low, float[] high) {
        this.learner = learner;
        newestShare = 1f / policyAverage;
        average = learner.actor().copy();
        this.low = low.clone();
        this.high = high.clone();
        learner.freezeMoments();
        learner.mixture().share(1);
        learner.metrics((name, value) -> {}); // what the training had not yet told
    }

    /// {@return how it goes on: as it was trained, but with rates and a delay of its own, and the steps of the training
    /// as its prior}
    ///
    /// @param trained settings of the training
    /// @param online how is learned on the robot
    /// @param prior file with the steps that the training remembered
    public static SacSettings settings(SacSettings trained, FineTuningSettings.Online online, Path prior) {
        OffPolicySettings before = trained.offPolicy();
        ReplaySettings replay = new ReplaySettings(
                online.replay(),
                before.replay().batch(),
                online.returnSteps(),
                Optional.of(new ReplaySettings.Prior(prior, 0.5)));
        OffPolicySettings now = new OffPolicySettings(
                before.network(),
                replay,
                before.critics(),
                AdamSettings.ofRate(online.learningRate()),
                before.discount(),
                before.targetRate(),
                new ActorSettings(online.policyDelay(), before.actor().smoothness(), Optional.empty())
                        .withRate(online.actorLearningRate()));
        return new SacSettings(now, trained.temperature(), trained.exploration());
    }

    @Override
    public ReplayBuffer replay() {
        return learner.replay();
    }

    @Override
    public void share(double own) {
        learner.mixture().share(1 - own);
    }

    @Override
    public void price(double value) {
        learner.price(value);
    }

    @Override
    public void update(int count) {
        for (int i = 0; i < count; i++) {
            learner.update(1);
            average(average.values(), learner.actor().values());
        }
    }

    private void average(float[] slow, float[] newest) {
        if (newestShare == 1) {
            System.arraycopy(newest, 0, slow, 0, slow.length);
            return;
        }
        for (int i = 0; i < slow.length; i++) {
            slow[i] += newestShare * (newest[i] - slow[i]);
        }
    }

    @Override
    public void updateCritics(int count) {
        learner.updateCritics(count);
    }

    @Override
    public double criticLoss() {
        double[] loss = {Double.NaN, 0};
        learner.metrics((name, value) -> {
            if (name.equals(CRITIC_LOSS)) {
                loss[0] = value;
            } else if (name.equals(COST_CRITIC_LOSS)) {
                loss[1] = value;
            }
        });
        return loss[0] + loss[1];
    }

    @Override
    public ExportedPolicy policy() {
        return learner.policy(average, low, high);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(learner.mixture().share());
        learner.save(out);
        average.save(out);
        if (learner.learnsCosts()) {
            learner.saveCosts(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        bringBack(in);
        if (learner.learnsCosts()) {
            learner.restoreCosts(in);
        }
    }

    @Override
    public void bringBack(DataInput in) throws IOException {
        learner.mixture().share(in.readDouble());
        learner.restore(in);
        average.restore(in);
    }

    @Override
    public void close() {
        learner.close();
    }
}
