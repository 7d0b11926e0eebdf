package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CriticEnsembleTest {
    private final RandomStream random = new RandomStream(1);
    private final Kernels kernels = new Kernels();
    private final Mlp mlp = new Mlp(3, List.of(16), 1, Activation.RELU);
    private final Critic.Inputs inputs =
            new Critic.Inputs(Matrix.byRow(2, 3), Matrix.byRow(2, 3), Matrix.byRow(2, 3), 1);

    @Test
    void theSmallestOfAllCountsAndNothingIsDrawn() {
        CriticEnsemble critics = ensemble(3, 3);
        nextValues(critics, new float[][] {{1, 6}, {2, 5}, {3, 4}});
        RandomStream stream = new RandomStream(9);
        float[] value = new float[2];

        critics.drawSubset(stream);
        critics.smallestNext(value);

        assertArrayEquals(new float[] {1, 4}, value);
        assertEquals(new RandomStream(9).nextLong(), stream.nextLong());
    }

    @Test
    void everyPairOfFiveIsDrawnAsOftenAsTheOthers() {
        CriticEnsemble critics = ensemble(5, 2);
        // the smallest is the lower of the two drawn; with the sign turned it is the higher
        nextValues(critics, new float[][] {{0, 0}, {1, -1}, {2, -2}, {3, -3}, {4, -4}});
        RandomStream stream = new RandomStream(2);
        int[][] drawn = new int[5][5];
        float[] value = new float[2];
        for (int i = 0; i < 20_000; i++) {
            critics.drawSubset(stream);
            critics.smallestNext(value);
            drawn[(int) value[0]][(int) -value[1]]++;
        }

        double chiSquare = 0;
        for (int low = 0; low < 5; low++) {
            for (int high = 0; high < 5; high++) {
                if (low < high) {
                    chiSquare += (drawn[low][high] - 2000.0) * (drawn[low][high] - 2000.0) / 2000;
                } else {
                    assertEquals(0, drawn[low][high]);
                }
            }
        }
        // 9 degrees of freedom: above 27.9 once in a thousand
        assertEquals(0, chiSquare, 27.9);
    }

    @Test
    void theTargetBeginsAsACopyOfItsOwn() {
        Critic critic = critic();

        critic.parameters().values()[12] += 1;

        assertEquals(critic.target().values()[12] + 1, critic.parameters().values()[12], 1e-6);
        assertEquals(critic.target().values()[13], critic.parameters().values()[13]);
    }

    @Test
    void refusesASubsetLargerThanTheEnsemble() {
        var e = assertThrows(IllegalArgumentException.class, () -> ensemble(2, 3));

        assertEquals("subset of critics must be 1 to 2, was 3", e.getMessage());
    }

    private static void nextValues(CriticEnsemble critics, float[][] values) {
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(values[i], 0, critics.get(i).nextValues(), 0, values[i].length);
        }
    }

    private CriticEnsemble ensemble(int count, int subset) {
        return new CriticEnsemble(
                IntStream.range(0, count).mapToObj(i -> critic()).toList(), subset);
    }

    private Critic critic() {
        return new Critic(kernels, mlp, mlp.initialize(random), inputs);
    }
}
