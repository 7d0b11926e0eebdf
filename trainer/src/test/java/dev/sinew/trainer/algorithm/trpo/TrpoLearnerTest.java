package dev.sinew.trainer.algorithm.trpo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.PlainRollout;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.ValueRegression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrpoLearnerTest {
    private static final int STEPS = 32;
    private static final int WORLDS = 4;

    @Test
    void everyStepGainsAndStaysWithinTheBound() {
        int accepted = 0;
        for (int seed = 0; seed < 25; seed++) {
            double bound = seed % 2 == 0 ? 0.01 : 0.3; // where the quadratic model is good, and where it is not
            try (KernelTeam team = new KernelTeam(1)) {
                ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, seed);
                RandomRollouts rollouts = new RandomRollouts(actorCritic, 100 + seed);
                TrpoLearner learner = learner(settings(bound, 10), actorCritic);
                Rollout rollout = rollouts.next();
                PlainRollout plain = new PlainRollout(actorCritic);

                learner.update(rollout, 0);

                double[] theta = PlainPolicy.wide(actorCritic.policy().values());
                Map<String, Double> figures = figures(learner);
                if (figures.getOrDefault("train/is_line_search_success", Double.NaN) == 1.0) {
                    accepted++;
                    double divergence = plain.divergence(theta);
                    double gain = plain.surrogate(theta) - plain.surrogate(plain.old);
                    assertTrue(divergence > 0 && divergence <= bound * (1 + 1e-4), "KL " + divergence);
                    assertTrue(gain > 0, "gain " + gain);
                    assertEquals(
                            divergence, figures.getOrDefault("train/kl_divergence_loss", Double.NaN), 1e-4 * bound);
                    assertEquals(gain, figures.getOrDefault("train/policy_objective", Double.NaN), 1e-5);
                } else {
                    assertArrayEquals(plain.old, theta);
                }
            }
        }
        assertTrue(accepted >= 20, "accepted " + accepted);
    }

    @Test
    void aStepThatIsNotAcceptedLeavesEveryBitAsItWas() {
        int refused = 0;
        for (int seed = 0; seed < 10; seed++) {
            try (KernelTeam team = new KernelTeam(1)) {
                ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, seed);
                RandomRollouts rollouts = new RandomRollouts(actorCritic, 200 + seed);
                TrpoLearner learner = learner(settings(20, 1), actorCritic); // one try, far beyond the model
                Rollout rollout = rollouts.next();
                float[] before = actorCritic.policy().values().clone();

                learner.update(rollout, 0);

                boolean same = Arrays.equals(before, actorCritic.policy().values());
                Map<String, Double> figures = figures(learner);
                assertEquals(same ? 0.0 : 1.0, figures.getOrDefault("train/is_line_search_success", Double.NaN));
                assertEquals(same, figures.getOrDefault("train/kl_divergence_loss", Double.NaN) == 0.0);
                refused += same ? 1 : 0;
            }
        }
        assertTrue(refused >= 3, "refused " + refused);
    }

    @Test
    void goesOnFromTheOldPolicyAfterARefusal() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 1);
            RandomRollouts rollouts = new RandomRollouts(actorCritic, 3);
            Rollout rollout = rollouts.next();
            Arrays.fill(rollout.advantages(), 1f); // standardised: nothing to gain anywhere
            TrpoLearner learner = learner(settings(0.01, 10), actorCritic);
            float[] before = actorCritic.policy().values().clone();

            learner.update(rollout, 0);
            assertArrayEquals(before, actorCritic.policy().values());
            learner.update(rollouts.next(), 0);

            assertFalse(Arrays.equals(before, actorCritic.policy().values()));
        }
    }

    private static TrpoLearner learner(TrpoSettings settings, ActorCritic actorCritic) {
        return new TrpoLearner(settings, actorCritic, new RandomStream(9));
    }

    private static Map<String, Double> figures(TrpoLearner learner) {
        Map<String, Double> figures = new LinkedHashMap<>();
        learner.metrics(figures::put);
        return figures;
    }

    static TrpoSettings settings(double bound, int tries) {
        return new TrpoSettings(
                RandomRollouts.settings(STEPS, 12),
                bound,
                new NaturalGradient.Settings(10, 0.01),
                new TrpoSettings.LineSearch(tries, 0.8),
                new ValueRegression.Settings(
                        AdamSettings.ofRate(1e-3), ValueRegression.Schedule.CONSTANT, 2, 32, Double.POSITIVE_INFINITY));
    }
}
