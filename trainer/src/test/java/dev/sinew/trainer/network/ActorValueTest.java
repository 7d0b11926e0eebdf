package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorValueTest {
    private static final int ROWS = 6;

    private final RandomStream random = new RandomStream(1);
    private final Kernels kernels = new Kernels();
    private final Mlp mlp = new Mlp(3, List.of(16, 16), 1, Activation.TANH);
    private final Matrix wanted = Matrix.byRow(ROWS, 3);
    private final Critic.Inputs inputs =
            new Critic.Inputs(Matrix.inBothForms(ROWS, 3), wanted, Matrix.byRow(ROWS, 3), 1);
    private final Critic cost = critic();
    private final CriticEnsemble critics = new CriticEnsemble(List.of(critic(), critic(), critic()), 3);

    @Test
    void sortsRowsByTheSmallestCritic() {
        float[][] values = {{1, 5, 2, 2, 0, 9}, {2, 4, 2, 1, 1, 8}, {3, 3, 3, 3, 3, 3}};
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(values[i], 0, critics.get(i).wantedValues(), 0, ROWS);
        }
        SmallestValue smallest = new SmallestValue(critics, ROWS);

        smallest.prepare();

        // rows 0, 2, 4 go through the first, where a tie goes too, 3 through the second, 1 and 5 through the third
        int[] expected = {0, 2, 4, 3, 1, 5};
        int[] through = {0, 0, 0, 1, 2, 2};
        for (int s = 0; s < ROWS; s++) {
            assertEquals(expected[s], smallest.selected(s));
            assertSame(critics.get(through[s]).actionGradient(), smallest.gradient(s));
        }
        assertEquals(3, smallest.value(1));
        assertEquals(1, smallest.value(3));
    }

    @Test
    void gradientOfTheSmallestValueEqualsDifferences() {
        assertGradientEqualsDifferences(new SmallestValue(critics, ROWS));
    }

    @Test
    void gradientOfTheMeanEqualsDifferences() {
        assertGradientEqualsDifferences(new MeanValue(critics, ROWS));
    }

    @Test
    void gradientOfTheFirstEqualsDifferences() {
        assertGradientEqualsDifferences(new FirstValue(critics, ROWS));
    }

    @Test
    void gradientOfAValueWithAPriceEqualsDifferences() {
        assertGradientEqualsDifferences(priced(new SmallestValue(critics, ROWS), 0.7));
        assertGradientEqualsDifferences(priced(new MeanValue(critics, ROWS), 0.7));
        assertGradientEqualsDifferences(priced(new FirstValue(critics, ROWS), 3));
    }

    @Test
    void aPriceTakesTheCostFromTheValue() {
        critics.get(0).wantedValues()[2] = 5;
        cost.wantedValues()[2] = 4;

        assertEquals(5 - 0.5f * 4, priced(new FirstValue(critics, ROWS), 0.5).value(2));
        assertEquals(5, priced(new FirstValue(critics, ROWS), 0).value(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, 1e39})
    void refusesAPriceThatIsNone(double price) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> priced(new FirstValue(critics, ROWS), price));

        assertEquals("price of a cost must be at least 0 and finite, was " + price, thrown.getMessage());
    }

    private PricedValue priced(ActorValue value, double price) {
        PricedValue priced = new PricedValue(value, cost, ROWS);
        priced.price(price);
        return priced;
    }

    @Test
    void theMeanIsThatOfAllCritics() {
        for (int i = 0; i < 3; i++) {
            critics.get(i).wantedValues()[2] = i * i; // 0, 1, 4
        }

        assertEquals(5f / 3, new MeanValue(critics, ROWS).value(2));
        assertEquals(0, new FirstValue(critics, ROWS).value(2));
    }

    private void assertGradientEqualsDifferences(ActorValue value) {
        for (int r = 0; r < ROWS; r++) {
            for (int k = 0; k < 3; k++) {
                wanted.array()[r * wanted.stride() + k] = (float) random.uniform(-1, 1);
            }
        }
        values(value);
        value.prepare();

        value.differentiate(0, 4, 2f);
        value.differentiate(4, ROWS, 2f);

        // float32 values near 0.1, rounded to 1e-8, over a step of 2⁻⁷ both ways; the third derivative costs 1e-5
        float h = 0x1p-7f;
        for (int s = 0; s < ROWS; s++) {
            int row = value.selected(s);
            wanted.array()[row * wanted.stride() + 2] += h;
            double above = values(value)[row];
            wanted.array()[row * wanted.stride() + 2] -= 2 * h;
            double below = values(value)[row];
            wanted.array()[row * wanted.stride() + 2] += h;
            double slope = (above - below) / (2 * h);
            Matrix gradient = value.gradient(s);
            assertEquals(2 * slope, gradient.array()[s * gradient.stride()], 1e-4, "row " + row);
        }
    }

    private double[] values(ActorValue value) {
        for (int i = 0; i < critics.size(); i++) {
            critics.get(i).evaluateWanted(0, ROWS);
        }
        cost.evaluateWanted(0, ROWS);
        double[] values = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
            values[r] = value.value(r);
        }
        return values;
    }

    private Critic critic() {
        return new Critic(kernels, mlp, mlp.initialize(random), inputs);
    }
}
