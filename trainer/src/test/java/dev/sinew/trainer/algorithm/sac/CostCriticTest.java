package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.network.SmallestValue;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.NStepReplay;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.ReplayMixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One state, one action in [−1, 1], γ = 0.5.
class CostCriticTest {
    private static final int ROWS = 32;
    private static final SacSettings SETTINGS = SacSettings.plain(
            new NetworkSettings(List.of(32, 32), Activation.RELU, false),
            new ReplaySettings(1000, ROWS),
            new SacSettings.Temperature(0.05, OptionalDouble.empty()),
            AdamSettings.ofRate(3e-3),
            0.5,
            0.05);

    private final RandomStream random = new RandomStream(1);
    private final KernelTeam team = new KernelTeam(1);
    private final ReplayBuffer replay = new ReplayBuffer(1000, 1, 1);
    private final ReplayBatch batch =
            new ReplayBatch(new ReplayMixture(new NStepReplay(replay, 1, 0.5)), Optional.empty(), ROWS, 1, 1);
    private final CostCritic costs = costs();

    private CostCritic costs() {
        LearnerParts parts = new LearnerParts(new Kernels(), team, batch, Optional.empty(), 1, 1, random);
        CriticTraining rewards = new CriticTraining(
                parts.kernels(), team, SETTINGS.offPolicy(), batch, 1, new SacLoss(-1)::critic, random.split("r"));
        return new CostCritic(SETTINGS.offPolicy(), parts, new SmallestValue(rewards.ensemble(), ROWS));
    }

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void learnsWhatAStepCostsWhenNothingFollows() {
        for (int i = 0; i < 1000; i++) {
            float action = (float) random.uniform(-1, 1);
            replay.add(new float[1], new float[] {action}, new float[1], 100, true, false);
            replay.setCost(i, 3 * action);
        }
        learn(2000);

        for (int row = 0; row < ROWS; row++) {
            assertEquals(3 * action(row), costs.critic().takenValues()[row], 0.2);
        }
    }

    @Test
    void learnsWhatFollowsForEver() {
        for (int i = 0; i < 100; i++) {
            replay.add(new float[1], new float[1], new float[1], 0, false, true); // a time limit is no end
            replay.setCost(i, 1);
        }
        learn(2000);

        assertEquals(2, costs.critic().takenValues()[0], 0.05); // 1 / (1 − 0.5)
    }

    @Test
    void rowsThatNobodyKnowsTheCostOfTeachNothing() {
        for (int i = 0; i < 1000; i++) {
            float action = i % 2 == 0 ? 0.5f : -0.5f;
            replay.add(new float[1], new float[] {action}, new float[1], 100, true, false);
            if (i % 2 == 0) {
                replay.setCost(i, 4);
            }
        }
        float[] untaught = costs.critic().parameters().values().clone();
        learn(1500);
        for (int row = 0; row < ROWS; row++) {
            if (action(row) > 0) {
                assertEquals(4, costs.critic().takenValues()[row], 0.1);
            }
        }

        ReplayBuffer unknown = new ReplayBuffer(10, 1, 1);
        unknown.add(new float[1], new float[1], new float[1], 100, true, false);
        ReplayBatch nothing =
                new ReplayBatch(new ReplayMixture(new NStepReplay(unknown, 1, 0.5)), Optional.empty(), ROWS, 1, 1);
        LearnerParts parts =
                new LearnerParts(new Kernels(), team, nothing, Optional.empty(), 1, 1, new RandomStream(1));
        CostCritic idle = new CostCritic(SETTINGS.offPolicy(), parts, costs.priced());
        nothing.draw(0, ROWS, random);

        assertTrue(idle.learn());
        assertArrayEquals(untaught, idle.critic().parameters().values());
    }

    @Test
    void aPriceLowersWhatTheActorSpends() {
        // a step is worth its action and costs the square of it: a² at a price of 2 is best at a quarter
        assertEquals(1, meanAction(0), 0.15);
        assertEquals(0.25, meanAction(2), 0.1);
    }

    private double meanAction(double price) {
        try (SacLearner learner = SacLearner.withCosts(SETTINGS, 1, 1, 3, 1)) {
            for (int i = 0; i < 1000; i++) {
                float action = (float) random.uniform(-1, 1);
                learner.replay().add(new float[1], new float[] {action}, new float[1], action, true, false);
                learner.replay().setCost(i, action * action);
            }
            learner.price(price);
            learner.update(3000);
            float[] action = new float[1];
            learner.act(new float[1], 1, false, action);
            return action[0];
        }
    }

    @Test
    void aCostTooLargeIsNamedAsTheCriticsLoss() {
        try (SacLearner learner = SacLearner.withCosts(SETTINGS, 1, 1, 3, 1)) {
            learner.replay().add(new float[1], new float[1], new float[1], 0, true, false);
            learner.replay().setCost(0, 1e300); // more than a float32 holds

            NonFiniteException thrown = assertThrows(NonFiniteException.class, () -> learner.update(1));
            assertTrue(thrown.toString().contains("cost of the batch"), thrown.toString());
        }
    }

    private void learn(int updates) {
        for (int i = 0; i < updates; i++) {
            batch.draw(0, ROWS, random);
            assertTrue(costs.learn());
        }
    }

    private float action(int row) {
        return batch.inputs().taken().array()[batch.action(row)];
    }
}
