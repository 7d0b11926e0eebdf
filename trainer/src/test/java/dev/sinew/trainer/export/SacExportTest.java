package dev.sinew.trainer.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.loop.LearnerActor;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The file that soft actor-critic is exported to answers as its own kernels do.
class SacExportTest {
    private static final int OBSERVATION = 17;
    private static final int ACTION = 6;
    private static final float[] LOW = filled(-2);
    private static final float[] HIGH = filled(0.5f);

    @Test
    void answersAsTheKernelsWithNormalizedObservations() {
        assertTrue(difference(true, Activation.RELU) <= ExportCheck.TOLERANCE);
        assertTrue(difference(true, Activation.TANH) <= ExportCheck.TOLERANCE);
    }

    @Test
    void answersAsTheKernelsWithObservationsAsTheyAre() {
        assertTrue(difference(false, Activation.RELU) <= ExportCheck.TOLERANCE);
    }

    @Test
    void refusesAPolicyWhoseWeightsAreNotFinite() throws IOException {
        try (SacLearner learner = learner(false, Activation.RELU)) {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            learner.save(new DataOutputStream(saved));
            byte[] state = saved.toByteArray();
            // two sizes of 4 bytes, a count of 8, the number of weights, then the actor's first weight
            ByteBuffer.wrap(state).putFloat(20, Float.NaN);
            learner.restore(new DataInputStream(new ByteArrayInputStream(state)));

            IllegalArgumentException thrown =
                    assertThrows(IllegalArgumentException.class, () -> learner.policy(LOW, HIGH));

            assertEquals("weights must be finite, entry 0 was NaN", thrown.getMessage());
        }
    }

    /// {@return the largest difference after 50 updates on random transitions}
    private static double difference(boolean normalizes, Activation activation) {
        try (SacLearner learner = learner(normalizes, activation)) {
            RandomStream random = new RandomStream(6);
            for (int step = 0; step < 300; step++) {
                StepBatch batch = new StepBatch(1, OBSERVATION);
                float[] observation = new float[OBSERVATION];
                float[] action = new float[ACTION];
                for (int i = 0; i < OBSERVATION; i++) {
                    observation[i] = (float) (3 * i + (1 + i) * random.nextGaussian());
                    batch.finalObservations()[i] = (float) (3 * i + (1 + i) * random.nextGaussian());
                }
                for (int i = 0; i < ACTION; i++) {
                    action[i] = (float) random.uniform(-1, 1);
                }
                batch.rewards()[0] = random.nextGaussian();
                learner.remember(observation, action, batch);
            }
            learner.update(50);
            ExportedPolicy policy = learner.policy(LOW, HIGH);
            return ExportCheck.largestDifference(
                    OnnxGraph.write(policy, Map.of()),
                    policy,
                    new LearnerActor(learner, new ActionScale(LOW, HIGH)),
                    new PolicySamples(policy, 500, random));
        }
    }

    private static SacLearner learner(boolean normalizes, Activation activation) {
        SacSettings defaults = SacSettings.defaults();
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(256, 256), activation, normalizes),
                new ReplaySettings(1000, 64),
                defaults.temperature(),
                defaults.offPolicy().adam(),
                defaults.offPolicy().discount(),
                defaults.offPolicy().targetRate());
        return new SacLearner(settings, OBSERVATION, ACTION, 4, 1);
    }

    private static float[] filled(float value) {
        float[] values = new float[ACTION];
        Arrays.fill(values, value);
        return values;
    }
}
