package dev.sinew.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.random.RandomStream;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxPolicy;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.evaluation.PolicyActor;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.ObservationScaling;
import dev.sinew.trainer.network.Squash;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {
    @Test
    void computesWhatAPersonComputesByHand() {
        // x = (7, −1) scaled by mean (1, 0), std (2, 0.5), clip 2.5 is (2.5, −2); the hidden layer gives
        // relu(2.5 − (−2) − 1) = 3.5 and relu(−2.5) = 0; the mean is 0.2·3.5 − 0.6 = 0.1; between −1 and 3 that is
        // 1 + 2·tanh(0.1) = 1.199336
        ObservationScaling scaling = new ObservationScaling(new double[] {1, 0}, new double[] {3.75, 0}, 0.25, 2.5);
        DenseLayer hidden = new DenseLayer(2, 2, new float[] {1, -1, -1, 0}, new float[] {-1, 0}, Activation.RELU);
        DenseLayer mean = new DenseLayer(2, 1, new float[] {0.2f, 5}, new float[] {-0.6f}, Activation.IDENTITY);
        ExportedPolicy policy = new ExportedPolicy(
                Optional.of(scaling), List.of(hidden, mean), Squash.TANH, new float[] {-1}, new float[] {3});
        float[] action = new float[1];

        try (OnnxPolicy runtime = OnnxPolicy.open(OnnxGraph.write(policy, Map.of()), 2, 1)) {
            assertTrue(runtime.act(new float[] {7, -1}, action));
        }

        assertEquals(1.199336f, action[0], 1e-6f);
    }

    @Test
    void answersAsTheTrainerOnRandomAndExtremeObservations() {
        // sizes of HalfCheetah with two hidden layers of 256, once with each activation
        for (Activation activation : List.of(Activation.RELU, Activation.TANH, Activation.ELU)) {
            ExportedPolicy policy = policy(17, 256, 6, activation, true, 0.4f);
            PolicySamples samples = new PolicySamples(policy, 1000, new RandomStream(2));

            double difference =
                    ExportCheck.largestDifference(OnnxGraph.write(policy, Map.of()), policy, plain(policy), samples);

            assertTrue(difference <= 1e-5, "difference " + difference);
            assertTrue(difference > 0, "two engines that sum in another order cannot be equal everywhere");
        }
    }

    @Test
    void answersAsTheTrainerWithoutScaling() {
        ExportedPolicy policy = policy(3, 64, 1, Activation.RELU, false, 2);
        PolicySamples samples = new PolicySamples(policy, 1000, new RandomStream(3));

        double difference =
                ExportCheck.largestDifference(OnnxGraph.write(policy, Map.of()), policy, plain(policy), samples);

        assertTrue(difference <= 1e-5, "difference " + difference);
    }

    @Test
    void bothEnginesSumAlikeWhereLargeTermsCancel() {
        // six times the weights a network begins with, nothing clipped: sums of hundreds that nearly cancel, where
        // another order of summation differs by up to 1e-3
        ExportedPolicy policy = policy(17, 256, 6, Activation.RELU, false, 0.5f, 6);
        byte[] onnx = OnnxGraph.write(policy, Map.of());
        PolicySamples samples = new PolicySamples(policy, 500, new RandomStream(4));
        Actor java = new PolicyActor(JavaPolicy.compile(onnx, 17, 6), 17, 6);

        double difference = ExportCheck.largestDifference(onnx, policy, java, samples);

        assertTrue(difference <= 1e-5, "difference " + difference);
    }

    @Test
    void noticesATrainerThatAnswersOtherwise() {
        ExportedPolicy policy = policy(3, 8, 2, Activation.RELU, true, 1);
        Actor shifted = (observations, worlds, actions) -> {
            plain(policy).act(observations, worlds, actions);
            actions[actions.length - 1] += 2e-5f;
        };
        byte[] onnx = OnnxGraph.write(policy, Map.of());
        PolicySamples samples = new PolicySamples(policy, 10, new RandomStream(2));

        ExportException thrown = assertThrows(
                ExportException.class, () -> ExportCheck.largestDifference(onnx, policy, shifted, samples));

        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.startsWith("the Java engine must answer as the trainer to 1.0E-5, differs by "), message);
        assertTrue(message.contains("action 1 of sample 9"), message);
    }

    @Test
    void takesABatchOfAnySize() throws Exception {
        ExportedPolicy policy = policy(4, 16, 2, Activation.RELU, true, 1);
        OrtEnvironment environment = environment();
        float[] observations = new PolicySamples(policy, 5, new RandomStream(1)).observations();
        float[] expected = new float[5 * 2];
        plain(policy).act(observations, 5, expected);

        try (OrtSession session = environment.createSession(OnnxGraph.write(policy, Map.of()));
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(observations), new long[] {5, 4});
                OrtSession.Result result = session.run(Map.of("observation", input))) {
            float[][] actions = (float[][]) result.get("action").orElseThrow().getValue();

            assertEquals(5, actions.length);
            for (int w = 0; w < 5; w++) {
                assertArrayEquals(new float[] {expected[2 * w], expected[2 * w + 1]}, actions[w], 1e-5f);
            }
        }
    }

    @Test
    void carriesMetadataAndItsOperatorSet() throws Exception {
        ExportedPolicy policy = policy(4, 16, 2, Activation.RELU, true, 1);
        byte[] onnx = OnnxGraph.write(policy, Map.of("task", "HalfCheetah-v5", "seed", "1"));

        ModelProto model = ModelProto.parseFrom(onnx);
        try (OrtSession session = environment().createSession(onnx)) {
            assertEquals(
                    Map.of("task", "HalfCheetah-v5", "seed", "1"),
                    session.getMetadata().getCustomMetadata());
            assertEquals("sinew", session.getMetadata().getProducerName());
        }
        assertEquals(17, model.getOpsetImport(0).getVersion());
        assertEquals(8, model.getIrVersion());
        assertEquals(
                "N",
                model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam());
    }

    @Test
    void makesEqualBytesOfEqualPolicies() {
        assertArrayEquals(
                OnnxGraph.write(policy(4, 16, 2, Activation.RELU, true, 1), Map.of("a", "1", "b", "2")),
                OnnxGraph.write(policy(4, 16, 2, Activation.RELU, true, 1), Map.of("b", "2", "a", "1")));
    }

    @Test
    void tellsTheContractWhatTheGraphComputesWith() {
        // mean 0.1 is no float; std = √(3.99 + 0.01) = 2
        ObservationScaling scaling = new ObservationScaling(new double[] {0.1}, new double[] {3.99}, 0.01, 10);
        DenseLayer layer = new DenseLayer(1, 1, new float[] {1}, new float[] {0}, Activation.IDENTITY);
        ExportedPolicy policy = new ExportedPolicy(
                Optional.of(scaling), List.of(layer), Squash.TANH, new float[] {-1}, new float[] {1});

        Normalization normalization = OnnxGraph.normalization(policy);

        assertEquals(new Normalization(List.of((double) 0.1f), List.of(2.0), 10), normalization);
    }

    @Test
    void refusesADeviationThatVanishesIn32Bits() {
        ObservationScaling scaling = new ObservationScaling(new double[] {0}, new double[] {0}, 1e-100, 10);
        DenseLayer layer = new DenseLayer(1, 1, new float[] {1}, new float[] {0}, Activation.IDENTITY);
        ExportedPolicy policy = new ExportedPolicy(
                Optional.of(scaling), List.of(layer), Squash.TANH, new float[] {-1}, new float[] {1});

        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> OnnxGraph.write(policy, Map.of()));

        assertEquals("normalization std must be positive, was 0.0", thrown.getMessage());
    }

    @Test
    void leavesNothingOutsideTheGraph() {
        // the far observation is clipped inside: the action stays finite and between −0.5 and 1
        ExportedPolicy policy = policy(2, 8, 1, Activation.RELU, true, 0.5f);
        float[] action = new float[1];

        try (OnnxPolicy runtime = OnnxPolicy.open(OnnxGraph.write(policy, Map.of()), 2, 1)) {
            runtime.act(new float[] {Float.MAX_VALUE, Float.NEGATIVE_INFINITY}, action);
        }

        assertFalse(Float.isNaN(action[0]));
        assertTrue(action[0] >= -0.5f && action[0] <= 1, "action " + action[0]);
    }

    /// {@return the environment as [OnnxPolicy] asks for it}
    private static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "sinew");
    }

    /// {@return the plain float64 form as the trainer}
    private static Actor plain(ExportedPolicy policy) {
        return (observations, worlds, actions) -> {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            for (int w = 0; w < worlds; w++) {
                System.arraycopy(observations, w * observation.length, observation, 0, observation.length);
                policy.act(observation, action);
                System.arraycopy(action, 0, actions, w * action.length, action.length);
            }
        };
    }

    /// {@return a policy of random weights, as large as networks have at their start: uniform in ±1/√inputs}
    static ExportedPolicy policy(int n, int hidden, int m, Activation activation, boolean scaled, float range) {
        return policy(n, hidden, m, activation, scaled, range, 1);
    }

    private static ExportedPolicy policy(
            int n, int hidden, int m, Activation activation, boolean scaled, float range, double strength) {
        RandomStream random = new RandomStream(n + hidden + m);
        double[] mean = new double[n];
        double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = random.uniform(-2, 2);
            variance[i] = random.uniform(0.1, 4);
        }
        float[] low = new float[m];
        float[] high = new float[m];
        Arrays.fill(low, -range);
        Arrays.fill(high, 2 * range);
        Optional<ObservationScaling> scaling =
                scaled ? Optional.of(new ObservationScaling(mean, variance, 1e-8, 10)) : Optional.empty();
        return new ExportedPolicy(
                scaling,
                List.of(
                        layer(n, hidden, activation, strength, random),
                        layer(hidden, hidden, activation, strength, random),
                        layer(hidden, m, Activation.IDENTITY, strength, random)),
                Squash.TANH,
                low,
                high);
    }

    private static DenseLayer layer(
            int inputs, int outputs, Activation activation, double strength, RandomStream random) {
        double bound = strength / Math.sqrt(inputs);
        float[] weights = new float[inputs * outputs];
        float[] bias = new float[outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.uniform(-bound, bound);
        }
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) random.uniform(-bound, bound);
        }
        return new DenseLayer(inputs, outputs, weights, bias, activation);
    }
}
