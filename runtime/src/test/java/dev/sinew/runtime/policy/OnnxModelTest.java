package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    private static final byte[] MODEL = OnnxWriter.network(5, "Relu", 9, 16, 2);

    @Test
    void readsNodesConstantsAndPorts() {
        OnnxModel model = OnnxModel.read(MODEL, 9, 2);

        assertEquals(7, model.nodes().size());
        assertEquals("Sub", model.nodes().getFirst().operation());
        assertEquals(8, model.constants().size());
        assertEquals("observation", model.input().name());
        assertEquals(9L, model.input().shape().get(1));
        assertEquals("action", model.output().name());
    }

    @Test
    void refusesAnotherObservationOrActionSize() {
        assertRefused(MODEL, 8, 2, "'observation' must have shape [N, 8], was [N, 9]");
        assertRefused(MODEL, 9, 3, "'action' must have shape [N, 3], was [N, 2]");
    }

    @Test
    void refusesPortsOfAnotherNameTypeOrRank() {
        byte[] in = OnnxWriter.port("observation", OnnxWriter.FLOAT, 0, 2);
        byte[] out = OnnxWriter.port("action", OnnxWriter.FLOAT, 0, 2);

        assertRefused(
                model(OnnxWriter.port("obs", OnnxWriter.FLOAT, 0, 2), out),
                "graph must have 'observation', found 'obs'");
        assertRefused(
                model(OnnxWriter.port("observation", OnnxWriter.DOUBLE, 0, 2), out),
                "'observation' must be float32 (type 1), was type 11");
        assertRefused(
                model(in, OnnxWriter.port("action", OnnxWriter.FLOAT, 2)), "'action' must have shape [N, 2], was [2]");
        assertRefused(
                model(in, OnnxWriter.port("action", OnnxWriter.FLOAT, 4, 2)),
                "'action' must have shape [N, 2], was [4, 2]");
    }

    @Test
    void refusesASecondInput() {
        byte[] model = new OnnxWriter()
                .part(11, OnnxWriter.port("state", OnnxWriter.FLOAT, 0, 2))
                .node("Relu", "action", "observation")
                .model(2, 2);

        assertRefused(model, "policy is no readable ONNX file: graph must have 1 input, has 2: [state, observation]");
    }

    @Test
    void refusesWeightsThatAreNotFinite() {
        byte[] model = new OnnxWriter()
                .constant("w", new float[] {0, 1, Float.NaN, 3}, 2, 2)
                .node("MatMul", "action", "observation", "w")
                .model(2, 2);

        assertRefused(model, "weights must be finite, 'w' [2, 2] holds NaN at index 2");
    }

    @Test
    void refusesWeightsThatDoNotFillTheirShape() {
        byte[] model = new OnnxWriter()
                .constant("w", new float[3], 2, 2)
                .node("MatMul", "action", "observation", "w")
                .model(2, 2);

        assertRefused(model, "policy is no readable ONNX file: 'w' must hold 4 floats by its shape, holds 3");
    }

    @Test
    void refusesAFileCutOffAnywhere() {
        for (int length = 0; length < MODEL.length; length++) {
            byte[] cut = Arrays.copyOf(MODEL, length);
            // behind the graph only the operator set is left, which is not needed to run it
            if (length < MODEL.length - 6) {
                PolicyException refusal = assertThrows(PolicyException.class, () -> OnnxModel.read(cut, 9, 2));
                assertTrue(
                        String.valueOf(refusal.getMessage()).startsWith("policy is no readable ONNX file: "),
                        refusal.toString());
            }
        }
    }

    @Test
    void answersDamagedBytesWithNothingButARefusal() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = MODEL.clone();
            for (int k = 0; k <= i % 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                JavaPolicy.compile(damaged, 9, 2);
            } catch (PolicyException e) {
                assertFalse(String.valueOf(e.getMessage()).isEmpty());
            }
        }
    }

    private static byte[] model(byte[] input, byte[] output) {
        return new OnnxWriter().node("Relu", "action", "observation").model(input, output);
    }

    private static void assertRefused(byte[] model, String message) {
        assertRefused(model, 2, 2, message);
    }

    private static void assertRefused(byte[] model, int in, int out, String message) {
        PolicyException refusal = assertThrows(PolicyException.class, () -> OnnxModel.read(model, in, out));
        assertEquals(message, refusal.getMessage());
    }
}
