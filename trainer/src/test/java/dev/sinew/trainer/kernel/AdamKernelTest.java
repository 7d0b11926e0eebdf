package dev.sinew.trainer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class AdamKernelTest {
    private static final int SIZE = 2160; // more than two pieces, not a whole number of them
    private static final float TAU = 0.005f;

    private final RandomStream random = new RandomStream(7);
    private final float[] p = normals();
    private final float[] g = normals();
    private final float[] m = normals();
    private final float[] v = squares();
    private final float[] t = normals();

    @Test
    void equalsItsTwin() {
        INDArray newM = of(m).mul(0.9).add(of(g).mul(0.1));
        INDArray newV = of(v).mul(0.999).add(of(g).mul(of(g)).mul(0.001));
        INDArray newP =
                of(p).sub(newM.mul(1.1e-3).div(Transforms.sqrt(newV).mul(1.7).add(1e-8)));
        INDArray newT = of(t).add(newP.sub(of(t)).mul(TAU));

        begun(p, m, v).stepAndFollow(t, TAU, 0, 1);

        // one rounding of a float32 near 3 is 1.2e-7
        assertClose(newM, m, 5e-7);
        assertClose(newV, v, 5e-7);
        assertClose(newP, p, 5e-7);
        assertClose(newT, t, 5e-7);
    }

    @Test
    void givesTheSameBitsInPartsAndWithoutATarget() {
        float[] p2 = p.clone();
        float[] m2 = m.clone();
        float[] v2 = v.clone();
        begun(p, m, v).stepAndFollow(t, TAU, 0, 1);

        AdamKernel halves = begun(p2, m2, v2);
        halves.step(1, 2);
        halves.step(0, 2);

        assertArrayEquals(p, p2);
        assertArrayEquals(m, m2);
        assertArrayEquals(v, v2);
    }

    @Test
    void leavesPaddingAtZero() {
        float[] zero = new float[16];

        AdamKernel adam = new AdamKernel(zero, new float[16], new float[16], new float[16], 0.9, 0.999, 1e-8);
        adam.begin(1, 1);
        adam.step(0, 1);

        assertArrayEquals(new float[16], zero);
    }

    @Test
    void momentsOfAUnitThatNeverFiresEndAtZero() {
        // 0.9ⁿ falls below 1e-30 after 656 steps and 0.999ⁿ after 69 043; rounding keeps both subnormal for good
        float[] one = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        float[] mean = one.clone();
        float[] square = one.clone();
        AdamKernel adam = new AdamKernel(one, new float[16], mean, square, 0.9, 0.999, 1e-8);
        adam.begin(1e-3f, 1);

        for (int i = 0; i < 70_000; i++) {
            adam.step(0, 1);
        }

        assertArrayEquals(new float[16], mean);
        assertArrayEquals(new float[16], square);
    }

    private AdamKernel begun(float[] parameters, float[] mean, float[] square) {
        AdamKernel adam = new AdamKernel(parameters, g, mean, square, 0.9, 0.999, 1e-8);
        adam.begin(1.1e-3f, 1.7f);
        return adam;
    }

    private static INDArray of(float[] values) {
        return Nd4j.createFromArray(values).castTo(DataType.DOUBLE);
    }

    private static void assertClose(INDArray expected, float[] found, double tolerance) {
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected.getDouble(i), found[i], tolerance * Math.max(1, Math.abs(found[i])));
        }
    }

    private float[] normals() {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private float[] squares() {
        float[] values = normals();
        for (int i = 0; i < SIZE; i++) {
            values[i] *= values[i];
        }
        return values;
    }
}
