package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every learner that replays transitions keeps, whatever its algorithm and options.
public abstract class ReplayLearnerContract {
    private static final int OBSERVATION = DriftingWorlds.OBSERVATION;
    private static final int ACTION = DriftingWorlds.ACTION;

    /// A learner with batches of 20, a replay of 100, and normalized observations.
    protected abstract OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads);

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOthers() throws IOException {
        byte[] bytes = trained(7, 1);

        assertArrayEquals(bytes, trained(7, 1));
        assertFalse(Arrays.equals(bytes, trained(8, 1)));
    }

    @Test
    void twoThreadsGiveTheBytesOfOne() throws IOException {
        assertArrayEquals(trained(7, 1), trained(7, 2));
    }

    @Test
    void goesOnFromACheckpointBitForBit() throws IOException {
        try (OffPolicyLearner whole = learner(3, 1);
                OffPolicyLearner resumed = learner(99, 2)) {
            DriftingWorlds worlds = new DriftingWorlds();
            worlds.train(whole, 41);
            byte[] state = saved(whole);
            ByteArrayOutputStream transitions = new ByteArrayOutputStream();
            long start = whole.transitions().start();
            long end = whole.transitions().end();
            whole.transitions().write(start, end, new DataOutputStream(transitions));
            DriftingWorlds again = worlds.copy();

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
        try (OffPolicyLearner learner = learner(3, 1)) {
            state = saved(learner);
        }
        try (OffPolicyLearner other = learner(OBSERVATION + 1, ACTION, 3, 1)) {
            var e = assertThrows(
                    IOException.class, () -> other.restore(new DataInputStream(new ByteArrayInputStream(state))));

            assertEquals("checkpoint must be of 5 observations and 3 actions, was of 4 and 3", e.getMessage());
        }
    }

    @Test
    void theExportedPolicyActsAsTheLearnerDoes() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            new DriftingWorlds().train(learner, 60);
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
    void exploresAroundThePolicyAndStaysInRange() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            new DriftingWorlds().train(learner, 20);
            float[] observations = new float[64 * OBSERVATION];
            Arrays.fill(observations, 0.5f);
            float[] mode = new float[64 * ACTION];
            float[] drawn = new float[64 * ACTION];

            learner.act(observations, 64, false, mode);
            learner.act(observations, 64, true, drawn);

            Set<Float> different = new HashSet<>();
            for (int i = 0; i < 64; i++) {
                assertEquals(mode[0], mode[i * ACTION]);
                assertTrue(Math.abs(drawn[i * ACTION]) <= 1);
                different.add(drawn[i * ACTION]);
            }
            assertTrue(different.size() > 32, "only " + different.size() + " of 64 actions differed");
        }
    }

    @Test
    void staysInRangeForAnyFiniteObservation() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            new DriftingWorlds().train(learner, 20);
            float[] action = new float[ACTION];
            for (float value : new float[] {0, -0f, Float.MIN_VALUE, 1e-20f, 1, -1e6f, 1e30f, -Float.MAX_VALUE}) {
                float[] observation = new float[OBSERVATION];
                Arrays.fill(observation, value);

                learner.act(observation, 1, true, action);

                for (float a : action) {
                    assertTrue(Math.abs(a) <= 1, "action for " + value + " was " + a);
                }
            }
        }
    }

    @Test
    void actingWithoutExplorationChangesNothing() throws IOException {
        try (OffPolicyLearner learner = learner(5, 1)) {
            new DriftingWorlds().train(learner, 20);
            byte[] before = saved(learner);
            float[] first = new float[ACTION];
            float[] second = new float[ACTION];

            learner.act(new float[] {1, 2, 3, 4}, 1, false, first);
            learner.act(new float[] {1, 2, 3, 4}, 1, false, second);

            assertArrayEquals(first, second);
            assertArrayEquals(before, saved(learner));
        }
    }

    @Test
    void learnsToRepeatWhatItSees() {
        // the reward is 1 when the action lies within 0.5 of what is seen, for 400 steps; then 90 of 100 must do so
        try (OffPolicyLearner learner = learner(1, 1, 2, 1)) {
            RandomStream random = new RandomStream(3);
            float[] seen = {(float) random.uniform(-1, 1)};
            float[] action = new float[1];
            StepBatch step = new StepBatch(1, 1);
            for (int i = 0; i < 400; i++) {
                if (i < 100) {
                    action[0] = (float) random.uniform(-1, 1);
                } else {
                    learner.act(seen, 1, true, action);
                }
                step.rewards()[0] = Math.abs(action[0] - seen[0]) < 0.5 ? 1 : 0;
                step.truncated()[0] = i % 100 == 99;
                step.finalObservations()[0] = (float) random.uniform(-1, 1);
                learner.remember(seen, action, step);
                seen[0] = step.finalObservations()[0];
                learner.update(i < 100 ? 0 : 4);
            }
            int right = 0;
            for (int i = 0; i < 100; i++) {
                seen[0] = (float) random.uniform(-1, 1);
                learner.act(seen, 1, false, action);
                right += Math.abs(action[0] - seen[0]) < 0.5 ? 1 : 0;
            }

            assertTrue(right >= 90, right + " of 100 were right");
        }
    }

    @Test
    void namesTheRewardThatIsNotANumber() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            StepBatch step = new StepBatch(1, OBSERVATION);
            step.rewards()[0] = Double.NaN;
            learner.remember(new float[OBSERVATION], new float[ACTION], step);

            var e = assertThrows(NonFiniteException.class, () -> learner.update(3));

            assertEquals("reward of the batch must be finite, was not in update 1", e.getMessage());
        }
    }

    @Test
    void namesTheObservationThatIsNotFinite() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            StepBatch step = new StepBatch(1, OBSERVATION);
            step.finalObservations()[2] = Float.NaN;
            learner.remember(new float[OBSERVATION], new float[ACTION], step);

            var e = assertThrows(NonFiniteException.class, () -> learner.update(1));

            assertEquals("observation 2 of the batch must be finite, was not in update 1", e.getMessage());
        }
    }

    @Test
    void refusesAnUpdateWithoutTransitions() {
        try (OffPolicyLearner learner = learner(5, 1)) {
            var e = assertThrows(IllegalStateException.class, () -> learner.update(1));

            assertEquals("replay must hold a transition before an update, held none", e.getMessage());
        }
    }

    private OffPolicyLearner learner(long seed, int threads) {
        return learner(OBSERVATION, ACTION, seed, threads);
    }

    private byte[] trained(long seed, int threads) throws IOException {
        try (OffPolicyLearner learner = learner(seed, threads)) {
            new DriftingWorlds().train(learner, 100);
            return saved(learner);
        }
    }

    /// The state that decides what comes next.
    protected static byte[] saved(OffPolicyLearner learner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
