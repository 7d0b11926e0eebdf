package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final AdamSettings SETTINGS = AdamSettings.ofRate(0.01);

    private final List<Dense> layers = List.of(new Dense("layer", 1, 2, 0));
    private final Parameters parameters = new Parameters(layers);
    private final Parameters gradient = new Parameters(layers);
    private final Adam adam = new Adam(SETTINGS, parameters, gradient);

    @Test
    void equalsTheAlgorithmOfThePaperOverManySteps() {
        double p = 0;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 200; t++) {
            double g = Math.sin(t);
            gradient.values()[0] = (float) g;
            adam.begin();
            adam.step(0, 1);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double corrected = m / (1 - Math.pow(0.9, t));
            p -= 0.01 * corrected / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }

        // 200 roundings of a float32 near 0.01
        assertEquals(p, parameters.values()[0], 2e-7);
    }

    @Test
    void aScalarEqualsTheAlgorithmOfThePaper() {
        ScalarAdam scalar = new ScalarAdam(SETTINGS, 0.5);
        double p = 0.5;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 200; t++) {
            double g = Math.cos(t);
            scalar.step(g);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double corrected = m / (1 - Math.pow(0.9, t));
            p -= 0.01 * corrected / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }

        assertEquals(p, scalar.value(), 1e-12);
    }

    @Test
    void theFirstStepIsTheLearningRate() {
        gradient.values()[1] = -0.003f;

        adam.begin();
        adam.step(0, 1);

        // 0.01 · g / (|g| + 1e-8)
        assertEquals(0.01 * 0.003 / (0.003 + 1e-8), parameters.values()[1], 1e-9);
    }

    @Test
    void goesOnFromACheckpointBitForBit() throws IOException {
        gradient.values()[0] = 0.3f;
        adam.begin();
        adam.step(0, 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        adam.save(new DataOutputStream(bytes));
        Parameters copy = parameters.copy();
        Adam other = new Adam(SETTINGS, copy, gradient);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        gradient.values()[0] = -0.1f;

        adam.begin();
        adam.step(0, 1);
        other.begin();
        other.step(0, 1);

        assertArrayEquals(parameters.values(), copy.values());
    }

    @Test
    void refusesALearningRateOfZero() {
        var e = assertThrows(IllegalArgumentException.class, () -> AdamSettings.ofRate(0));

        assertEquals("learning rate must be positive, was 0.0", e.getMessage());
    }
}
