package dev.sinew.trainer.algorithm.ddpg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.offpolicy.DriftingWorlds;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplayLearnerContract;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DdpgLearnerTest extends ReplayLearnerContract {
    @Override
    protected OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
        NetworkSettings network = new NetworkSettings(List.of(32, 32), Activation.RELU, true);
        return new DdpgLearner(
                DdpgRig.settings(network, new ReplaySettings(100, 20), 3e-3, 0.9, 0.02),
                observationSize,
                actionSize,
                seed,
                threads);
    }

    @Test
    void reportsTheFiguresThatUsersOfStableBaselinesKnow() {
        try (OffPolicyLearner learner = learner(DriftingWorlds.OBSERVATION, DriftingWorlds.ACTION, 5, 1)) {
            new DriftingWorlds().train(learner, 30);
            Map<String, Double> figures = new LinkedHashMap<>();

            learner.metrics(figures::put);

            Set<String> always = Set.of("train/learning_rate", "train/n_updates");
            Set<String> all = Set.of("train/actor_loss", "train/critic_loss", "train/learning_rate", "train/n_updates");
            assertEquals(all, figures.keySet());
            assertEquals(30.0, figures.getOrDefault("train/n_updates", 0.0));
            figures.clear();
            learner.metrics(figures::put);
            assertEquals(always, figures.keySet());
        }
    }
}
