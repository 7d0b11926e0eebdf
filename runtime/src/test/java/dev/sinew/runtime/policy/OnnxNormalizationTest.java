package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.Reason;
import dev.sinew.config.contract.Normalization;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxNormalizationTest {
    private final OnnxNormalization reader = new OnnxNormalization();

    @Test
    void readsWhatTheGraphComputesFirst() {
        byte[] model =
                begun("Sub", "Div", "Clip").node("Tanh", "action", "clipped").model(2, 2);

        assertEquals(new Normalization(List.of(0.5, -1.0), List.of(2.0, 0.25), 10), reader.of(model));
    }

    @Test
    void refusesAGraphThatBeginsOtherwise() {
        assertRefused(
                "policy.onnx: graph must begin with [Sub, Div, Clip], begins with [Sub, Mul, Clip]",
                begun("Sub", "Mul", "Clip").node("Tanh", "action", "clipped").model(2, 2));
        assertRefused(
                "policy.onnx: graph must begin with [Sub, Div, Clip], begins with [Tanh]",
                new OnnxWriter().node("Tanh", "action", "observation").model(2, 2));
    }

    @Test
    void refusesAWayAroundTheNormalization() {
        assertRefused(
                "policy.onnx: 'observation' must be taken by Sub 'node 0' alone, was not by Add 'node 3'",
                begun("Sub", "Div", "Clip")
                        .node("Add", "action", "clipped", "observation")
                        .model(2, 2));
        assertRefused(
                "policy.onnx: 'scaled' must be taken by Clip 'node 2' alone, was not by Add 'node 3'",
                begun("Sub", "Div", "Clip")
                        .node("Add", "action", "clipped", "scaled")
                        .model(2, 2));
    }

    @Test
    void refusesAMeanThatIsSubtractedTheWrongWayRound() {
        OnnxWriter writer = constants()
                .node("Sub", "centered", "mean", "observation")
                .node("Div", "scaled", "centered", "std")
                .node("Clip", "action", "scaled", "low", "high");

        assertRefused(
                "policy.onnx: 'observation' must be taken by Sub 'node 0' alone, was not by Sub 'node 0'",
                writer.model(2, 2));
    }

    @Test
    void refusesAClipThatIsNotEven() {
        OnnxWriter writer = constants()
                .constant("lower", new float[] {-9})
                .node("Sub", "centered", "observation", "mean")
                .node("Div", "scaled", "centered", "std")
                .node("Clip", "action", "scaled", "lower", "high");

        assertRefused(
                "policy.onnx: Clip 'node 2' must clip as far down as up, clips from -9.0 to 10.0", writer.model(2, 2));
    }

    @Test
    void refusesARowOfAnotherSize() {
        assertRefused(
                "policy.onnx: Sub 'node 0' must have one row of 3 numbers, has 'mean' [2]",
                begun("Sub", "Div", "Clip").node("Tanh", "action", "clipped").model(3, 2));
    }

    @Test
    void refusesADeviationThatIsNotPositive() {
        OnnxWriter writer = new OnnxWriter()
                .constant("mean", new float[] {0, 0}, 2)
                .constant("std", new float[] {1, 0}, 2)
                .constant("low", new float[] {-10})
                .constant("high", new float[] {10});

        assertRefused(
                "policy.onnx: normalization std must be positive, was 0.0",
                nodes(writer, "Sub", "Div", "Clip")
                        .node("Tanh", "action", "clipped")
                        .model(2, 2));
    }

    private static OnnxWriter begun(String first, String second, String third) {
        return nodes(constants(), first, second, third);
    }

    private static OnnxWriter nodes(OnnxWriter writer, String first, String second, String third) {
        return writer.node(first, "centered", "observation", "mean")
                .node(second, "scaled", "centered", "std")
                .node(third, "clipped", "scaled", "low", "high");
    }

    private static OnnxWriter constants() {
        return new OnnxWriter()
                .constant("mean", new float[] {0.5f, -1}, 2)
                .constant("std", new float[] {2, 0.25f}, 2)
                .constant("low", new float[] {-10})
                .constant("high", new float[] {10});
    }

    private void assertRefused(String message, byte[] model) {
        BundleRefusedException thrown = assertThrows(BundleRefusedException.class, () -> reader.of(model));

        assertEquals(message, thrown.getMessage());
        assertEquals(Reason.NORMALIZATION, thrown.reason());
    }
}
