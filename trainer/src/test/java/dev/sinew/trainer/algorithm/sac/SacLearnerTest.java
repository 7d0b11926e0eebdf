package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SacLearnerTest {
    private static final int OBSERVATION = 4;
    private static final int ACTION = 3;
    private static final int WORLDS = 2;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        assertArrayEquals(trained(7, 1), trained(7, 1));
    }

    @Test
    void anotherSeedGivesOtherBytes() throws IOException {
        assertFalse(Arrays.equals(trained(7, 1), trained(8, 1)));
    }

    @Test
    void twoThreadsGiveTheBytesOfOne() throws IOException {
        assertArrayEquals(trained(7, 1), trained(7, 2));
    }

    @Test
    void twoThreadsGiveTheBytesOfOneWhenCostsHaveAPrice() throws IOException {
        assertArrayEquals(costly(1), costly(2));
    }

    private static byte[] costly(int threads) throws IOException {
        try (SacLearner learner = SacLearner.withCosts(settings(), OBSERVATION, ACTION, 7, threads)) {
            learner.price(0.5);
            RandomStream random = new RandomStream(17);
            for (int i = 0; i < 60; i++) {
                float[] action = {(float) random.uniform(-1, 1), 0, 0};
                learner.replay().add(new float[] {i, 1, 2, 3}, action, new float[OBSERVATION], i, false, i % 7 == 0);
                learner.replay().setCost(i, action[0]);
            }
            learner.update(60);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            learner.saveCosts(new DataOutputStream(bytes));
            bytes.write(saved(learner));
            return bytes.toByteArray();
        }
    }

    @Test
    void goesOnFromACheckpointBitForBit() throws IOException {
        try (SacLearner whole = learner(3, 1);
                SacLearner resumed = learner(99, 2)) {
            Worlds worlds = new Worlds();
            worlds.train(whole, 40);
            byte[] state = saved(whole);
            ByteArrayOutputStream transitions = new ByteArrayOutputStream();
            long start = whole.transitions().start();
            long end = whole.transitions().end();
            whole.transitions().write(start, end, new DataOutputStream(transitions));
            Worlds again = worlds.copy();

            resumed.restore(new DataInputStream(new ByteArrayInputStream(state)));
            var in = new DataInputStream(new ByteArrayInputStream(transitions.toByteArray()));
            resumed.transitions().read(start, end, in);
            worlds.train(whole, 40);
            again.train(resumed, 40);

            assertArrayEquals(saved(whole), saved(resumed));
        }
    }

    @Test
    void refusesACheckpointOfAnotherTask() throws IOException {
        byte[] state;
        try (SacLearner learner = learner(3, 1)) {
            state = saved(learner);
        }
        try (SacLearner other = new SacLearner(settings(), OBSERVATION + 1, ACTION, 3, 1)) {
            var e = assertThrows(
                    IOException.class, () -> other.restore(new DataInputStream(new ByteArrayInputStream(state))));

            assertEquals("checkpoint must be of 5 observations and 3 actions, was of 4 and 3", e.getMessage());
        }
    }

    @Test
    void theExportedPolicyActsAsTheLearnerDoes() {
        try (SacLearner learner = learner(5, 1)) {
            new Worlds().train(learner, 60);
            ExportedPolicy policy = learner.policy(new float[] {-1, -2, 0}, new float[] {1, 2, 10});
            RandomStream random = new RandomStream(1);
            float[] observation = new float[OBSERVATION];
            float[] unit = new float[ACTION];
            float[] action = new float[ACTION];
            for (int i = 0; i < 200; i++) {
                for (int k = 0; k < OBSERVATION; k++) {
                    observation[k] = (float) (random.nextGaussian() * (i < 100 ? 1 : 1e4));
                }

                learner.act(observation, 1, false, unit);
                policy.act(observation, action);

                assertEquals(unit[0], action[0], 1e-6);
                assertEquals(2 * unit[1], action[1], 2e-6);
                assertEquals(5 + 5 * unit[2], action[2], 5e-6);
            }
        }
    }

    @Test
    void exploresAroundTheModeAndStaysInRange() {
        try (SacLearner learner = learner(5, 1)) {
            float[] observations = new float[64 * OBSERVATION];
            float[] mode = new float[64 * ACTION];
            float[] drawn = new float[64 * ACTION];

            learner.act(observations, 64, false, mode);
            learner.act(observations, 64, true, drawn);

            Set<Float> different = new HashSet<>();
            for (int i = 0; i < 64; i++) {
                assertEquals(mode[0], mode[i * ACTION]);
                assertEquals(0, drawn[i * ACTION], 1);
                different.add(drawn[i * ACTION]);
            }
            assertEquals(64, different.size());
        }
    }

    @Test
    void actingChangesNothingThatIsLearned() throws IOException {
        try (SacLearner learner = learner(5, 1)) {
            new Worlds().train(learner, 20);
            byte[] before = saved(learner);

            learner.act(new float[] {1e6f, 2, 3, 4}, 1, false, new float[ACTION]);

            assertArrayEquals(before, saved(learner));
        }
    }

    @Test
    void theLastObservationOfAnEpisodeDoesNotMoveTheStatistics() throws IOException {
        try (SacLearner first = learner(5, 1);
                SacLearner second = learner(5, 1)) {
            StepBatch step = new StepBatch(1, OBSERVATION);
            step.terminated()[0] = true;
            first.remember(new float[] {1, 2, 3, 4}, new float[ACTION], step);
            Arrays.fill(step.finalObservations(), 1e6f);
            second.remember(new float[] {1, 2, 3, 4}, new float[ACTION], step);

            assertArrayEquals(saved(first), saved(second));
        }
    }

    @Test
    void reportsTheFiguresThatUsersOfStableBaselinesKnow() {
        try (SacLearner learner = learner(5, 1)) {
            new Worlds().train(learner, 30);
            Map<String, Double> figures = new LinkedHashMap<>();

            learner.metrics(figures::put);

            assertEquals(
                    Set.of(
                            "train/actor_loss",
                            "train/critic_loss",
                            "train/ent_coef",
                            "train/ent_coef_loss",
                            "train/entropy",
                            "train/learning_rate",
                            "train/n_updates"),
                    figures.keySet());
            assertEquals(30.0, figures.getOrDefault("train/n_updates", 0.0));
            assertEquals(3e-3, figures.getOrDefault("train/learning_rate", 0.0));
            figures.clear();
            learner.metrics(figures::put);
            assertEquals(Set.of("train/learning_rate", "train/n_updates"), figures.keySet());
        }
    }

    @Test
    void namesTheRewardThatIsNotANumber() {
        try (SacLearner learner = learner(5, 1)) {
            StepBatch step = new StepBatch(1, OBSERVATION);
            step.rewards()[0] = Double.NaN;
            learner.remember(new float[OBSERVATION], new float[ACTION], step);

            var e = assertThrows(NonFiniteException.class, () -> learner.update(3));

            assertEquals("reward of the batch must be finite, was not in update 1", e.getMessage());
        }
    }

    @Test
    void namesTheObservationThatIsNotFinite() {
        try (SacLearner learner = learner(5, 1)) {
            StepBatch step = new StepBatch(1, OBSERVATION);
            step.finalObservations()[2] = Float.NaN;
            learner.remember(new float[OBSERVATION], new float[ACTION], step);

            var e = assertThrows(NonFiniteException.class, () -> learner.update(1));

            assertEquals("observation 2 of the batch must be finite, was not in update 1", e.getMessage());
        }
    }

    @Test
    void refusesAnUpdateWithoutTransitions() {
        try (SacLearner learner = learner(5, 1)) {
            var e = assertThrows(IllegalStateException.class, () -> learner.update(1));

            assertEquals("replay must hold a transition before an update, held none", e.getMessage());
        }
    }

    static SacSettings settings() {
        return SacSettings.plain(
                new NetworkSettings(List.of(32, 32), Activation.RELU, true),
                new ReplaySettings(100, 20),
                new SacSettings.Temperature(0.5, OptionalDouble.empty()),
                AdamSettings.ofRate(3e-3),
                0.98,
                0.01);
    }

    private static SacLearner learner(long seed, int threads) {
        return new SacLearner(settings(), OBSERVATION, ACTION, seed, threads);
    }

    private static byte[] trained(long seed, int threads) throws IOException {
        try (SacLearner learner = learner(seed, threads)) {
            new Worlds().train(learner, 100);
            return saved(learner);
        }
    }

    private static byte[] saved(SacLearner learner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /// Two worlds that drift with the actions, enough to learn from.
    private static final class Worlds {
        private final RandomStream random = new RandomStream(17);
        private final StepBatch step = new StepBatch(WORLDS, OBSERVATION);
        private float[] observations = new float[WORLDS * OBSERVATION];

        Worlds copy() throws IOException {
            Worlds copy = new Worlds();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            random.save(new DataOutputStream(bytes));
            copy.random.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            copy.observations = observations.clone();
            return copy;
        }

        void train(SacLearner learner, int steps) {
            float[] actions = new float[WORLDS * ACTION];
            for (int i = 0; i < steps; i++) {
                learner.act(observations, WORLDS, true, actions);
                for (int w = 0; w < WORLDS; w++) {
                    for (int k = 0; k < OBSERVATION; k++) {
                        step.finalObservations()[w * OBSERVATION + k] =
                                (float) (0.9 * observations[w * OBSERVATION + k] + random.nextGaussian());
                    }
                    step.rewards()[w] = actions[w * ACTION] - observations[w * OBSERVATION];
                    step.terminated()[w] = random.nextInt(20) == 0;
                }
                learner.remember(observations, actions, step);
                observations = step.finalObservations().clone();
                learner.update(1);
            }
        }
    }
}
