package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.SmallestValue;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.Diagnosis;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.NStepReplay;
import dev.sinew.trainer.replay.ReplayBatch;
import dev.sinew.trainer.replay.ReplayBuffer;
import dev.sinew.trainer.replay.ReplayMixture;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private final LearnerParts parts = new LearnerParts(new Kernels(), team, batch, Optional.empty(), 1, 1, random);
    private final CriticTraining rewards = new CriticTraining(
            parts.kernels(), team, SETTINGS.offPolicy(), batch, 1, new SacLoss(-1)::critic, random.split("r"));
    private final CostCritic costs =
            new CostCritic(SETTINGS.offPolicy(), parts, new SmallestValue(rewards.ensemble(), ROWS));

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
        learn(1500);
        for (int row = 0; row < ROWS; row++) {
            if (action(row) > 0) {
                assertEquals(4, costs.critic().takenValues()[row], 0.1);
            }
        }
    }

    @Test
    void aBatchOfWhichNoCostIsKnownChangesNoBit() throws IOException {
        replay.add(new float[1], new float[1], new float[1], 100, true, false);
        replay.setCost(0, 4);
        learn(50); // by now the optimizer has momentum
        byte[] taught = saved();
        Arrays.fill(batch.costs(), Float.NaN);

        assertTrue(costs.learn());
        assertArrayEquals(taught, saved());
    }

    private byte[] saved() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        costs.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
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
    void costsThatAddUpToNoNumberAreNamed() {
        try (SacLearner learner = SacLearner.withCosts(nSteps(2), 1, 1, 3, 1)) {
            for (int i = 0; i < 2; i++) {
                learner.replay().add(new float[1], new float[1], new float[1], 0, false, i == 1);
                learner.replay().setCost(i, Float.MAX_VALUE);
            }

            NonFiniteException thrown = assertThrows(NonFiniteException.class, () -> learner.update(20));
            assertTrue(thrown.toString().contains("cost of the batch must be finite"), thrown.toString());
        }
    }

    private static SacSettings nSteps(int steps) {
        OffPolicySettings plain = SETTINGS.offPolicy();
        return new SacSettings(
                new OffPolicySettings(
                        plain.network(),
                        new ReplaySettings(1000, ROWS, steps, Optional.empty()),
                        plain.critics(),
                        plain.adam(),
                        plain.discount(),
                        plain.targetRate(),
                        plain.actor()),
                SETTINGS.temperature(),
                SETTINGS.exploration());
    }

    @Test
    void aCriticThatIsNotFiniteEndsTheUpdateAndIsNamed() {
        replay.add(new float[1], new float[1], new float[1], 0, true, false);
        replay.setCost(0, 1);
        batch.draw(0, ROWS, random);
        Parameters parameters = costs.critic().parameters();
        parameters.values()[parameters.values().length / 2] = Float.NaN;
        Diagnosis diagnosis = new Diagnosis(batch, Map.of(), rewards.ensemble());
        diagnosis.looksAt("cost critic", costs.critic());

        assertFalse(costs.learn());
        assertTrue(diagnosis.culprit().startsWith("cost critic hidden"), diagnosis.culprit());
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
