package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NormalsTest {
    private static final int COUNT = 200_000;

    @Test
    void haveTheMomentsAndTheTailOfTheNormalDistribution() {
        float[] z = draw(11, COUNT);

        // four standard errors of each moment: √(1/n), √(2/n), √(15/n), √(96/n)
        assertEquals(0, moment(z, 1), 4 / Math.sqrt(COUNT));
        assertEquals(1, moment(z, 2), 4 * Math.sqrt(2.0 / COUNT));
        assertEquals(0, moment(z, 3), 4 * Math.sqrt(15.0 / COUNT));
        assertEquals(3, moment(z, 4), 4 * Math.sqrt(96.0 / COUNT));
        // P(|z| > 2) = 0.0455003, four standard errors
        int tail = 0;
        for (int i = 0; i < COUNT; i++) {
            tail += Math.abs(z[i]) > 2 ? 1 : 0;
        }
        assertEquals(0.0455003, (double) tail / COUNT, 4 * Math.sqrt(0.0455 / COUNT));
    }

    @Test
    void bothNumbersOfAPairAreIndependent() {
        float[] z = draw(12, COUNT);
        double product = 0;
        double squares = 0;
        for (int i = 0; i < COUNT / 2; i++) {
            double a = z[i];
            double b = z[COUNT / 2 + i];
            product += a * b;
            squares += (a * a - 1) * (b * b - 1);
        }

        // four standard errors: 1/√n and 2/√n
        assertEquals(0, product / (COUNT / 2), 4 / Math.sqrt(COUNT / 2.0));
        assertEquals(0, squares / (COUNT / 2), 8 / Math.sqrt(COUNT / 2.0));
    }

    @Test
    void equalBoxAndMullersFormula() {
        RandomStream bits = new RandomStream(13);
        float[] z = draw(13, 64);

        for (int i = 0; i < 32; i++) {
            long word = bits.nextLong();
            double radius = Math.sqrt(-2 * Math.log(((word >>> 40) + 1) * 0x1p-24));
            double angle = 2 * Math.PI * ((word >>> 16) & 0xFFFFFF) * 0x1p-24;
            assertEquals(radius * Math.cos(angle), z[i], 2e-6);
            assertEquals(radius * Math.sin(angle), z[32 + i], 2e-6);
        }
    }

    @Test
    void anOddNumberIsTheBeginningOfTheEvenOne() {
        float[] odd = draw(14, 7);
        float[] even = draw(14, 8);

        assertArrayEquals(Arrays.copyOf(even, 7), Arrays.copyOf(odd, 7));
    }

    @Test
    void refusesMoreThanItHasRoomFor() {
        var e = assertThrows(
                IllegalArgumentException.class, () -> new Normals(4).fill(new RandomStream(1), 5, new float[32]));

        assertEquals("must draw at most 4 numbers, was to draw 5", e.getMessage());
    }

    private static float[] draw(long seed, int count) {
        float[] z = new float[count + Elementary.SPARE];
        new Normals(count).fill(new RandomStream(seed), count, z);
        return z;
    }

    private static double moment(float[] z, int power) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += Math.pow(z[i], power);
        }
        return sum / COUNT;
    }
}
