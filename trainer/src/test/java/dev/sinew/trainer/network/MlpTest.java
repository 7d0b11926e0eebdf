package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest {
    private final Mlp mlp = new Mlp(9, List.of(64, 32), 4, Activation.RELU);

    @Test
    void namesItsLayersInTheOrderOfUse() {
        assertEquals(
                List.of("hidden0", "hidden1", "head"),
                mlp.layers().stream().map(Dense::name).toList());
    }

    @Test
    void drawsWeightsAndBiasesUniformlyWithinOneOverTheRootOfTheInputs() {
        Parameters parameters = mlp.initialize(new RandomStream(1));
        for (Dense layer : mlp.layers()) {
            double bound = 1 / Math.sqrt(layer.inputs());
            double squares = 0;
            double largest = 0;
            int count = layer.inputs() * layer.outputs();
            for (int n = 0; n < layer.outputs(); n++) {
                assertTrue(Math.abs(parameters.values()[layer.bias(n)]) <= bound);
                for (int k = 0; k < layer.inputs(); k++) {
                    double w = parameters.values()[layer.weight(k, n)];
                    squares += w * w;
                    largest = Math.max(largest, Math.abs(w));
                }
            }
            // the variance of U(±b) is b²/3, that of its square 4b⁴/45: four standard errors
            assertTrue(largest <= bound && largest > 0.9 * bound, layer.name());
            assertEquals(bound * bound / 3, squares / count, 4 * bound * bound * Math.sqrt(4.0 / 45 / count));
        }
    }

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertEquals(
                mlp.initialize(new RandomStream(5)).tensors(),
                mlp.initialize(new RandomStream(5)).tensors());
    }

    @Test
    void givesOneNumberARowOrAMatrixOfOneColumn() {
        Mlp number = new Mlp(9, List.of(64, 32), 1, Activation.RELU);
        Mlp matrix = number.withMatrixOutput();

        assertTrue(number.head().isColumn());
        assertFalse(matrix.head().isColumn());
        assertEquals(1, matrix.head().outputs());
        assertEquals(number.hidden(), matrix.hidden());
        // 32 inputs in a panel of 16 outputs, of which one exists, instead of a column
        assertEquals(number.size() + 32 * 15, matrix.size());
        assertEquals(
                number.withLayerNorm(0.1).size() - number.size(),
                matrix.withLayerNorm(0.1).size() - matrix.size());
        assertEquals(
                matrix.withLayerNorm(0.1).size(),
                number.withLayerNorm(0.1).withMatrixOutput().size());
        assertEquals(mlp.size(), mlp.withMatrixOutput().size());
    }

    @Test
    void refusesANetworkWithoutHiddenLayers() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Mlp(3, List.of(), 1, Activation.RELU));

        assertEquals("network must have at least one hidden layer, had none", e.getMessage());
    }

    @Test
    void refusesAHiddenLayerOfOne() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Mlp(3, List.of(4, 1), 1, Activation.RELU));

        assertEquals("hidden layers must have at least 2 outputs, hidden1 had 1", e.getMessage());
    }
}
