package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PolicyBatchTest {
    @Test
    void theRatioIsExactlyOneUntilThePolicyChanges() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(32, 3, team, 1);
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            PolicyBatch batch = new PolicyBatch(actorCritic, 24); // other rows side by side than in the rollout
            float[] ratio = new float[24 + Elementary.SPARE];
            int[] backwards = rollout.order();
            for (int r = 0; r < backwards.length; r++) {
                backwards[r] = backwards.length - 1 - r;
            }
            batch.begin();
            for (int first = 0; first < rollout.rows(); first += 24) {
                batch.gather(backwards, first);
                batch.forward();
                batch.ratio(ratio);

                float[] ones = new float[24];
                Arrays.fill(ones, 1f);
                assertArrayEquals(ones, Arrays.copyOf(ratio, 24));
                assertEquals(0, batch.divergence(), 0);
            }

            actorCritic.policy().values()[actorCritic.policyShape().head().bias(0)] += 0.1f;
            batch.parametersChanged();
            batch.forward();

            assertTrue(batch.divergence() > 1e-4);
        }
    }

    @Test
    void theGradientOfTheSurrogateIsThePolicyGradientWhereThePolicyHasNotChanged() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(32, 2, team, 3);
            Rollout rollout = new RandomRollouts(actorCritic, 4).next();
            PlainRollout plain = new PlainRollout(actorCritic);
            double[] bySurrogate = plain.policy.gradient(plain.old, plain::surrogate);
            double[] byScore = plain.policy.gradient(plain.old, plain::score);
            PolicyBatch batch = new PolicyBatch(actorCritic, rollout.rows());
            batch.begin();
            batch.gather(rollout.order(), 0);
            batch.standardizeAdvantages();
            batch.forward();
            float[] weights = new float[rollout.rows()];
            for (int r = 0; r < weights.length; r++) {
                weights[r] = batch.advantages()[r] / weights.length;
            }
            batch.differentiate(weights);
            batch.backward();

            assertArrayEquals(byScore, bySurrogate, 1e-9);
            assertArrayEquals(byScore, PlainPolicy.wide(batch.gradient().values()), 2e-6);
        }
    }

    @Test
    void theValuesNeverExplainMoreThanAllOfTheReturns() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(32, 2, team, 5);
            RandomRollouts rollouts = new RandomRollouts(actorCritic, 6);
            for (int i = 0; i < 5; i++) {
                assertTrue(rollouts.next().explainedVariance() <= 1);
            }
            Rollout rollout = actorCritic.rollout();
            System.arraycopy(rollout.returns(), 0, rollout.values(), 0, rollout.rows());
            assertEquals(1, rollout.explainedVariance(), 1e-12);
        }
    }
}
