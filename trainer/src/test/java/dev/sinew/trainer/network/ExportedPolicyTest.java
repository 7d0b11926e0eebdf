package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.trainer.kernel.Activation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportedPolicyTest {
    private static final ObservationScaling SCALING =
            new ObservationScaling(new double[] {1, 0}, new double[] {4, 0.25}, 0, 3);
    private static final DenseLayer HIDDEN =
            new DenseLayer(2, 2, new float[] {1, -1, 0.5f, 0.5f}, new float[] {0, 1}, Activation.RELU);
    private static final DenseLayer HEAD =
            new DenseLayer(2, 1, new float[] {1, 0.5f}, new float[] {-0.25f}, Activation.IDENTITY);

    @Test
    void scalesRunsSquashesAndUnscales() {
        // scaled (3 − 1)/2 = 1 and 0.25/0.5 = 0.5; hidden max(1 − 0.5, 0) = 0.5 and 0.5 + 0.25 + 1 = 1.75;
        // head 0.5 + 0.875 − 0.25 = 1.125; tanh = 0.809301; in [−2, 4]: −2 + 1.809301/2·6 = 3.427904
        ExportedPolicy policy = policy(SCALING, -2, 4);
        float[] action = new float[1];

        policy.act(new float[] {3, 0.25f}, action);

        assertArrayEquals(new float[] {3.427904f}, action, 1e-6f);
    }

    @Test
    void clipsAnObservationFarOutside() {
        ExportedPolicy policy = policy(SCALING, -1, 1);
        float[] edge = new float[1];
        float[] beyond = new float[1];

        policy.act(new float[] {7, 0}, edge);
        policy.act(new float[] {1e30f, 0}, beyond);

        assertArrayEquals(edge, beyond);
    }

    @Test
    void refusesLayersThatDoNotFit() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new ExportedPolicy(
                        Optional.empty(), List.of(HEAD, HIDDEN), Squash.TANH, new float[] {-1, -1}, new float[] {1, 1
                        }));

        assertEquals("layer 1 must take 1 inputs, took 2", e.getMessage());
    }

    @Test
    void refusesAnEmptyActionRange() {
        var e = assertThrows(IllegalArgumentException.class, () -> policy(SCALING, 1, 1));

        assertEquals("lowest action must be below the highest, entry 0 was 1.0 and 1.0", e.getMessage());
    }

    @Test
    void refusesWeightsThatAreNotFinite() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new DenseLayer(1, 2, new float[] {0, Float.NaN}, new float[2], Activation.TANH));

        assertEquals("weights must be finite, entry 1 was NaN", e.getMessage());
    }

    @Test
    void refusesAScalingOfAnotherSize() {
        var one = new ObservationScaling(new double[1], new double[] {1}, 0, 10);

        var e = assertThrows(IllegalArgumentException.class, () -> policy(one, -1, 1));

        assertEquals("observation scaling must hold 2 entries, held 1", e.getMessage());
    }

    private static ExportedPolicy policy(ObservationScaling scaling, float low, float high) {
        return new ExportedPolicy(
                Optional.of(scaling), List.of(HIDDEN, HEAD), Squash.TANH, new float[] {low}, new float[] {high});
    }
}
