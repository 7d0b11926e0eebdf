package dev.sinew.trainer.normalization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnScaleTest {
    private static final double DISCOUNT = 0.9;

    private final ReturnScale scale = new ReturnScale(2, DISCOUNT);

    private static double reward(int step, int world) {
        return Math.sin(1.7 * step + world) * (world + 1);
    }

    private static boolean ends(int step, int world) {
        return step % 7 == 3 + world;
    }

    private float[] play(ReturnScale played, int step) {
        float[] scaled = new float[2];
        played.scale(new double[] {reward(step, 0), reward(step, 1)}, world -> ends(step, world), scaled, 0);
        return scaled;
    }

    @Test
    void theVarianceIsThatOfAllDiscountedReturns() {
        List<Double> returns = new ArrayList<>();
        double[] running = new double[2];
        for (int step = 0; step < 500; step++) {
            play(scale, step);
            for (int world = 0; world < 2; world++) {
                running[world] = DISCOUNT * running[world] + reward(step, world);
                returns.add(running[world]);
                running[world] = ends(step, world) ? 0 : running[world];
            }
        }
        double mean = returns.stream().mapToDouble(each -> each).average().orElseThrow();
        double variance = returns.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();

        // the first ten thousandth of an observation, of variance 1, is all that differs
        assertEquals(variance, scale.variance(), 1e-6 * variance);
    }

    @Test
    void rewardsAreDividedAndNothingIsSubtracted() {
        for (int step = 0; step < 100; step++) {
            play(scale, step);
        }
        float[] scaled = play(scale, 100);
        double std = Math.sqrt(scale.variance() + 1e-8);

        assertArrayEquals(new float[] {(float) (reward(100, 0) / std), (float) (reward(100, 1) / std)}, scaled, 1e-6f);
    }

    @Test
    void aRewardFarBeyondTheOthersIsHeld() {
        for (int step = 0; step < 100; step++) {
            play(scale, step);
        }
        float[] scaled = new float[3];
        scale.scale(new double[] {1e6, -1e6}, world -> false, scaled, 1);

        // the outliers count in the variance first, so the bound is reached by none of two but by many times more
        assertEquals(0, scaled[0]);
        assertEquals(-scaled[1], scaled[2], 1e-3f);
        ReturnScale calm = new ReturnScale(1, DISCOUNT);
        float[] one = new float[1];
        for (int step = 0; step < 10_000; step++) {
            calm.scale(new double[] {step % 2 == 0 ? 1e-3 : -1e-3}, world -> true, one, 0);
        }
        calm.scale(new double[] {1}, world -> true, one, 0);
        assertEquals(ReturnScale.CLIP, one[0]);
    }

    @Test
    void goesOnBitForBit() throws IOException {
        for (int step = 0; step < 20; step++) {
            play(scale, step);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        scale.save(new DataOutputStream(bytes));
        ReturnScale restored = new ReturnScale(2, DISCOUNT);
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (int step = 20; step < 40; step++) {
            assertArrayEquals(play(scale, step), play(restored, step));
        }
    }
}
