package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {
    private static final int COUNT = 40_000;

    @Test
    void exponentialIsWithinOneUlp() {
        assertUlps(1.0, Elementary::exp, StrictMath::exp, -86.9, 87.9);
    }

    @Test
    void tangentIsWithinFourUlps() {
        assertUlps(4.0, Elementary::tanh, StrictMath::tanh, -12, 12);
        assertUlps(4.0, Elementary::tanh, StrictMath::tanh, -1e-3, 1e-3);
    }

    @Test
    void exponentialLinearUnitIsWithinFourUlps() {
        assertUlps(4.0, ElementaryTest::elu, Activation.ELU::apply, -100, 20);
        assertUlps(4.0, ElementaryTest::elu, Activation.ELU::apply, -1e-3, 1e-3);
    }

    @Test
    void softplusIsWithinThreeUlps() {
        assertUlps(3.0, Elementary::softplus, ElementaryTest::softplus, -80, 100);
    }

    @Test
    void logarithmIsWithinTwoUlps() {
        assertUlps(2.0, Elementary::log, StrictMath::log, 1e-7, 1);
        assertUlps(2.0, Elementary::log, StrictMath::log, 1e-3, 1e6);
    }

    @Test
    void exponentialStaysFiniteOutsideItsRange() {
        float[] x = padded(-1e30f, -100f, 100f, 1e30f);

        Elementary.exp(x, 4, x);

        assertEquals(Math.exp(-87), x[0], 1e-44);
        assertEquals(x[0], x[1]);
        assertEquals(Math.exp(88), x[2], 1e32);
        assertEquals(x[2], x[3]);
    }

    @Test
    void passesOnANotANumber() {
        float[] exp = padded(Float.NaN);
        float[] tanh = padded(Float.NaN);
        float[] softplus = padded(0);
        float[] elu = padded(0);

        Elementary.exp(exp, 1, exp);
        Elementary.tanh(tanh, 1, tanh);
        Elementary.softplus(padded(Float.NaN), 1, softplus);
        elu(padded(Float.NaN), 1, elu);

        assertEquals(Float.NaN, exp[0]);
        assertEquals(Float.NaN, tanh[0]);
        assertEquals(Float.NaN, softplus[0]);
        assertEquals(Float.NaN, elu[0]);
    }

    @Test
    void logarithmOfOneIsZero() {
        float[] x = padded(1f);

        Elementary.log(x, 1, x);

        assertEquals(0f, x[0]);
    }

    private interface Kernel {
        void apply(float[] x, int n, float[] y);
    }

    private static void assertUlps(double limit, Kernel kernel, DoubleUnaryOperator exact, double low, double high) {
        float[] x = new float[COUNT + Elementary.SPARE];
        float[] y = new float[COUNT + Elementary.SPARE];
        for (int i = 0; i < COUNT; i++) {
            x[i] = (float) (low + (high - low) * i / (COUNT - 1));
        }
        kernel.apply(x, COUNT, y);
        for (int i = 0; i < COUNT; i++) {
            double wanted = exact.applyAsDouble(x[i]);
            double ulps = Math.abs(y[i] - wanted) / Math.ulp((float) wanted);
            assertTrue(ulps <= limit, "x " + x[i] + " gave " + y[i] + ", wanted " + wanted);
        }
    }

    private static void elu(float[] x, int n, float[] y) {
        System.arraycopy(x, 0, y, 0, n);
        Elementary.elu(y, 0, Lanes.WIDTH, Math.ceilDiv(n, Lanes.WIDTH));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static float[] padded(float... values) {
        float[] array = new float[values.length + Elementary.SPARE];
        System.arraycopy(values, 0, array, 0, values.length);
        return array;
    }
}
