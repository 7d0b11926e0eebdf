package dev.sinew.config.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void stepsAsTheJdksXoshiroDoes() throws IOException {
        // the JDK's Xoshiro256PlusPlus takes its four words from a seed of 32 bytes, most significant byte first
        var bytes = new ByteArrayOutputStream();
        var stream = new RandomStream(42);
        stream.save(new DataOutputStream(bytes));
        RandomGenerator twin = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(bytes.toByteArray());

        for (int i = 0; i < 1000; i++) {
            assertEquals(twin.nextLong(), stream.nextLong());
        }
    }

    @Test
    void goesOnFromASavedState() throws IOException {
        var stream = new RandomStream(1);
        stream.nextGaussian();
        var bytes = new ByteArrayOutputStream();
        stream.save(new DataOutputStream(bytes));
        double next = stream.nextGaussian();

        var other = new RandomStream(2);
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertEquals(next, other.nextGaussian());
    }

    @Test
    void splitsWithoutDrawing() {
        var stream = new RandomStream(5);
        var untouched = new RandomStream(5);
        long noise = stream.split("noise").nextLong();

        assertEquals(untouched.nextLong(), stream.nextLong());
        assertEquals(noise, new RandomStream(5).split("noise").nextLong());
        assertNotEquals(noise, new RandomStream(5).split("reset").nextLong());
        assertNotEquals(
                new RandomStream(5).split(0).nextLong(),
                new RandomStream(5).split(1).nextLong());
    }

    @Test
    void drawsEveryIntegerAboutAsOften() {
        var stream = new RandomStream(3);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[stream.nextInt(10)]++;
        }

        // chi-squared with 9 degrees of freedom exceeds 27.9 once in a thousand
        double chi = 0;
        for (int count : counts) {
            chi += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        assertTrue(chi < 27.9, "chi-squared " + chi);
    }

    @Test
    void drawsGaussiansWithTheMomentsOfANormalDistribution() {
        var stream = new RandomStream(4);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
        }

        // four standard errors: 1/√n, √2/√n, √96/√n
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(1, squares / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(3, fourths / n, 4 * Math.sqrt(96.0 / n));
    }

    @Test
    void refusesAnEmptyRange() {
        var e = assertThrows(IllegalArgumentException.class, () -> new RandomStream(1).nextInt(0));

        assertEquals("bound must be at least 1, was 0", e.getMessage());
    }
}
