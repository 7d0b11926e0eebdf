package dev.sinew.trainer.export;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.control.Policy;
import dev.sinew.trainer.evaluation.Actor;
import dev.sinew.trainer.evaluation.PolicyActor;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.ObservationScaling;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an exported policy may differ from the trainer: as much as float32 itself, by measurement.
class ExportCheckTest {
    private static final int OBSERVATION = 9;
    private static final int ACTION = 2;

    /// Hidden units near 300 are rounded to 3e-5, so who adds in another order answers otherwise by as much.
    private final ExportedPolicy steep = PolicyBundleTest.steep(300);

    @Test
    void aSteepPolicyMayDifferByWhatFloat32RoundsOff() {
        double difference = difference(steep, backwards(steep));

        assertTrue(difference > ExportCheck.TOLERANCE, "difference " + difference);
        assertTrue(difference < 1e-3, "difference " + difference);
    }

    @Test
    void anExactTrainerWidensNothing() {
        // the trainer rounds nothing, so that the engines do is no excuse
        String message = refusal(steep, new PolicyActor(exact(steep), OBSERVATION, ACTION));

        assertTrue(message.startsWith("the Java engine must answer as the trainer to 1.0E-5, differs by "), message);
    }

    @Test
    void aWrongTrainerWidensNothing() {
        ExportedPolicy gentle = OnnxGraphTest.policy(OBSERVATION, 16, ACTION, Activation.RELU, true, 1);

        String message = refusal(gentle, shifted(gentle, 1e-4f));

        assertTrue(message.startsWith("the Java engine must answer as the trainer to 1.0E-5, differs by "), message);
    }

    @Test
    void aSteepPolicyIsHeldToWhatIsMeasured() {
        String message = refusal(steep, shifted(steep, 9e-4f));

        assertTrue(message.startsWith("the Java engine must answer as the trainer to "), message);
    }

    @Test
    void aPolicyThatRoundsMoreThanAThousandthIsRefused() {
        ExportedPolicy cliff = PolicyBundleTest.steep(1e5f);

        String message = refusal(cliff, backwards(cliff));

        assertTrue(message.contains(" must answer as the trainer to 0.001, differs by "), message);
    }

    @Test
    void aTrainerThatAnswersNoNumberIsRefused() {
        String message = refusal(steep, (observations, worlds, actions) -> Arrays.fill(actions, Float.NaN));

        assertTrue(message.contains("differs by NaN: action 0 of sample 0"), message);
    }

    private static double difference(ExportedPolicy policy, Actor trainer) {
        PolicySamples samples = new PolicySamples(policy, 200, new RandomStream(5));
        return ExportCheck.largestDifference(OnnxGraph.write(policy, Map.of()), policy, trainer, samples);
    }

    private static String refusal(ExportedPolicy policy, Actor trainer) {
        return String.valueOf(assertThrows(ExportException.class, () -> difference(policy, trainer))
                .getMessage());
    }

    private static Policy exact(ExportedPolicy policy) {
        return (observation, action) -> {
            policy.act(observation, action);
            return true;
        };
    }

    private static Actor shifted(ExportedPolicy policy, float shift) {
        return (observations, worlds, actions) -> {
            new PolicyActor(exact(policy), OBSERVATION, ACTION).act(observations, worlds, actions);
            for (int i = 0; i < actions.length; i++) {
                actions[i] += shift;
            }
        };
    }

    /// {@return the policy in float32, each sum from its last term to its first}
    private static Actor backwards(ExportedPolicy policy) {
        Policy float32 = (observation, action) -> {
            float[] x = scaled(policy, observation);
            for (DenseLayer layer : policy.layers()) {
                x = layer(layer, x);
            }
            for (int i = 0; i < x.length; i++) {
                float unit = ((float) Math.tanh(x[i]) + 1) / 2;
                action[i] = policy.actionLow()[i] + unit * (policy.actionHigh()[i] - policy.actionLow()[i]);
            }
            return true;
        };
        return new PolicyActor(float32, OBSERVATION, ACTION);
    }

    private static float[] scaled(ExportedPolicy policy, float[] observation) {
        ObservationScaling scaling = policy.scaling().orElseThrow();
        float[] x = new float[observation.length];
        for (int i = 0; i < x.length; i++) {
            double std = Math.sqrt(scaling.variance()[i] + scaling.epsilon());
            x[i] = (float) Math.clamp((observation[i] - scaling.mean()[i]) / std, -scaling.clip(), scaling.clip());
        }
        return x;
    }

    private static float[] layer(DenseLayer layer, float[] x) {
        float[] y = new float[layer.outputs()];
        for (int i = 0; i < y.length; i++) {
            float sum = 0;
            for (int k = x.length - 1; k >= 0; k--) {
                sum += layer.weights()[i * x.length + k] * x[k];
            }
            y[i] = (float) layer.activation().apply(sum + layer.bias()[i]);
        }
        return y;
    }
}
