package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.journal.Allocation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JavaPolicyTest {
    @Test
    void computesByHandWhatANormalisedLayerGives() {
        // x = clip((o − 1) / 2, −1, 1) of (3, 9) is (1, 1); y = x·W + b = (1 + 3 + 0.5, 2 + 4 − 0.5) = (4.5, 5.5)
        byte[] model = new OnnxWriter()
                .constant("mean", new float[] {1, 1}, 2)
                .constant("deviation", new float[] {2}, 1)
                .constant("low", new float[] {-1})
                .constant("high", new float[] {1})
                .constant("w", new float[] {1, 2, 3, 4}, 2, 2)
                .constant("b", new float[] {0.5f, -0.5f}, 2)
                .node("Sub", "c", "observation", "mean")
                .node("Div", "s", "c", "deviation")
                .node("Clip", "x", "s", "low", "high")
                .node("Gemm", "action", "x", "w", "b")
                .model(2, 2);

        assertArrayEquals(new float[] {4.5f, 5.5f}, act(model, 2, 2, 3, 9));
    }

    @Test
    void transposesAndScalesTheWeightsOfAGemm() {
        // y = 2·x·Wᵀ + 3·b with W = [[1, 2, 3], [4, 5, 6]], x = (1, 1, 1), b = (1, 0): (12 + 3, 30)
        byte[] attributes = concat(
                OnnxWriter.integerAttribute("transB", 1),
                OnnxWriter.numberAttribute("alpha", 2),
                OnnxWriter.numberAttribute("beta", 3));
        byte[] model = new OnnxWriter()
                .constant("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .constant("b", new float[] {1, 0}, 2)
                .node("Gemm", "action", attributes, "observation", "w", "b")
                .model(3, 2);

        assertArrayEquals(new float[] {15, 30}, act(model, 3, 2, 1, 1, 1));
    }

    @Test
    void runsEveryElementWiseOperation() {
        // o = (−2, 3): 10 − o = (12, 7); ·o = (−24, 21); + o = (−26, 24); / 2 = (−13, 12)
        byte[] ten = OnnxWriter.tensorAttribute("value", OnnxWriter.tensor("", OnnxWriter.FLOAT, new float[] {10}));
        byte[] model = new OnnxWriter()
                .node("Constant", "ten", ten)
                .constant("two", new float[] {2}, 1, 1)
                .node("Identity", "o", "observation")
                .node("Sub", "a", "ten", "o")
                .node("Mul", "b", "a", "o")
                .node("Add", "c", "b", "o")
                .node("Div", "action", "c", "two")
                .model(2, 2);

        assertArrayEquals(new float[] {-13, 12}, act(model, 2, 2, -2, 3));
    }

    @Test
    void matchesTheActivationsOfTheStandardLibrary() {
        float[] x = {-100, -20, -3, -0.5f, -1e-4f, 0, 1e-4f, 0.5f, 3, 20, 100};

        // one float32 rounding of a value below 1 in magnitude
        assertActivation("Tanh", x, StrictMath::tanh, 6e-8);
        assertActivation("Sigmoid", x, v -> 1 / (1 + StrictMath.exp(-v)), 6e-8);
        assertActivation("Elu", x, v -> v > 0 ? v : StrictMath.expm1(v), 6e-8);
        assertActivation("Relu", x, v -> Math.max(v, 0), 0);
    }

    @Test
    void handsANanOnToTheGate() {
        byte[] model = OnnxWriter.network(1, "Relu", 3, 8, 2);

        assertTrue(Float.isNaN(act(model, 3, 2, 1, Float.NaN, 0)[0]));
    }

    @Test
    void givesTheSameBitsInterpretedAndCompiled() {
        JavaPolicy policy = JavaPolicy.compile(OnnxWriter.network(2, "Tanh", 9, 64, 64, 2), 9, 2);
        float[] observation = OnnxWriter.gaussian(new Random(3), 9, 1);
        float[] cold = new float[2];
        policy.act(observation, cold);
        float[] warm = new float[2];
        for (int i = 0; i < 20_000; i++) {
            policy.act(observation, warm);
        }

        assertArrayEquals(cold, warm);
    }

    @Test
    void allocatesNothing() {
        JavaPolicy policy = JavaPolicy.compile(OnnxWriter.network(4, "Elu", 9, 64, 64, 2), 9, 2);
        float[] observation = new float[9];
        float[] action = new float[2];

        assertEquals(0, Allocation.bytes(100_000, () -> policy.act(observation, action)));
    }

    @Test
    void refusesAnOperationItDoesNotKnow() {
        byte[] model = new OnnxWriter().node("Softmax", "action", "observation").model(2, 2);

        assertRefused(model, 2, 2, "the Java policy cannot run Softmax 'node 0', it knows [Add, Clip, Constant,");
    }

    @Test
    void refusesLayersThatDoNotFit() {
        byte[] dense = new OnnxWriter()
                .constant("w", new float[6], 3, 2)
                .node("MatMul", "action", "observation", "w")
                .model(2, 2);
        byte[] row = new OnnxWriter()
                .constant("r", new float[3], 3)
                .node("Add", "action", "observation", "r")
                .model(2, 2);
        byte[] size = new OnnxWriter().node("Relu", "action", "observation").model(2, 1);
        byte[] missing = new OnnxWriter().node("Relu", "other", "observation").model(2, 2);
        byte[] transposed = new OnnxWriter()
                .constant("w", new float[4], 2, 2)
                .node("Gemm", "action", OnnxWriter.integerAttribute("transA", 1), "observation", "w")
                .model(2, 2);

        assertRefused(dense, 2, 2, "MatMul 'node 0' must have 2 rows of weights, has 'w' [3, 2]");
        assertRefused(row, 2, 2, "Add 'node 0' must have inputs of one length, has 2 and 3");
        assertRefused(size, 2, 1, "'action' must hold 1 floats, holds 2");
        assertRefused(missing, 2, 2, "no node computes 'action'");
        assertRefused(transposed, 2, 2, "Gemm 'node 0' must not transpose its input (transA must be 0)");
    }

    private static void assertActivation(
            String operation, float[] x, java.util.function.DoubleUnaryOperator expected, double tolerance) {
        byte[] model = new OnnxWriter().node(operation, "action", "observation").model(x.length, x.length);
        float[] y = act(model, x.length, x.length, x);
        for (int i = 0; i < x.length; i++) {
            assertEquals((float) expected.applyAsDouble(x[i]), y[i], tolerance, operation + " of " + x[i]);
        }
    }

    private static void assertRefused(byte[] model, int in, int out, String message) {
        PolicyException refusal = assertThrows(PolicyException.class, () -> JavaPolicy.compile(model, in, out));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.toString());
    }

    private static float[] act(byte[] model, int in, int out, float... observation) {
        float[] action = new float[out];
        assertTrue(JavaPolicy.compile(model, in, out).act(observation, action));
        return action;
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
