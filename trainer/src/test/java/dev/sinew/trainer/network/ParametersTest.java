package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.LayerNorm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ParametersTest {
    private final Mlp mlp = new Mlp(5, List.of(20, 18), 3, Activation.RELU);
    private final Parameters parameters = mlp.initialize(new RandomStream(2));

    @Test
    void showsTensorsAsTheOutsideWorldKnowsThem() {
        Map<String, INDArray> tensors = parameters.tensors();

        assertEquals(
                List.of("hidden0.weight", "hidden0.bias", "hidden1.weight", "hidden1.bias", "head.weight", "head.bias"),
                List.copyOf(tensors.keySet()));
        Dense hidden1 = mlp.hidden().get(1);
        assertArrayEquals(new long[] {18, 20}, tensor(tensors, "hidden1.weight").shape());
        assertEquals(
                parameters.values()[hidden1.weight(7, 17)],
                tensor(tensors, "hidden1.weight").getFloat(17, 7));
        assertEquals(
                parameters.values()[hidden1.bias(4)],
                tensor(tensors, "hidden1.bias").getFloat(4));
    }

    @Test
    void comesBackFromTensorsBitForBit() {
        Parameters other = new Parameters(mlp.layers());

        other.set(parameters.tensors());

        assertArrayEquals(parameters.values(), other.values());
    }

    @Test
    void takesOverATransposedView() {
        Map<String, INDArray> tensors = new LinkedHashMap<>(parameters.tensors());
        INDArray view = tensor(tensors, "head.weight").transpose().dup('c').transpose();
        tensors.put("head.weight", view);
        Parameters other = new Parameters(mlp.layers());

        other.set(tensors);

        assertArrayEquals(parameters.values(), other.values());
    }

    @Test
    void refusesATensorOfAnotherShape() {
        Map<String, INDArray> tensors = new LinkedHashMap<>(parameters.tensors());
        tensors.put("head.bias", Nd4j.zeros(4));

        var e = assertThrows(IllegalArgumentException.class, () -> parameters.set(tensors));

        assertEquals("tensor head.bias must have the shape [3], had [4]", e.getMessage());
    }

    @Test
    void refusesTensorsThatAreMissing() {
        Map<String, INDArray> tensors = new LinkedHashMap<>(parameters.tensors());
        tensors.remove("hidden0.bias");

        assertThrows(IllegalArgumentException.class, () -> parameters.set(tensors));
    }

    @Test
    void survivesACheckpointBitForBit() throws IOException {
        parameters.values()[mlp.hidden().getFirst().weight(0, 3)] = Float.intBitsToFloat(0x7FC01234);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parameters.save(new DataOutputStream(bytes));
        Parameters other = new Parameters(mlp.layers());

        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        for (int i = 0; i < parameters.values().length; i++) {
            assertEquals(Float.floatToRawIntBits(parameters.values()[i]), Float.floatToRawIntBits(other.values()[i]));
        }
    }

    @Test
    void refusesACheckpointOfAnotherNetwork() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parameters.save(new DataOutputStream(bytes));
        Parameters other = new Parameters(new Mlp(5, List.of(20), 3, Activation.RELU).layers());

        var e = assertThrows(
                IOException.class,
                () -> other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));

        // with padding, 8·32 + 32 for the hidden layer and 24·16 + 16 for the head
        assertEquals("checkpoint must hold 688 floats here, held 1488", e.getMessage());
    }

    @Test
    void namesTheFirstTensorThatIsNotFinite() {
        assertEquals(Optional.empty(), parameters.firstNotFinite());

        parameters.values()[mlp.head().bias(1)] = Float.POSITIVE_INFINITY;
        assertEquals(Optional.of("head.bias"), parameters.firstNotFinite());

        parameters.values()[mlp.hidden().get(1).weight(2, 2)] = Float.NaN;
        assertEquals(Optional.of("hidden1.weight"), parameters.firstNotFinite());
    }

    @Test
    void namesGainsAndShiftsOfNormalizedLayers() {
        Mlp normalized = mlp.withLayerNorm(0.1);
        Parameters numbers = normalized.initialize(new RandomStream(3));
        LayerNorm.Layout second = normalized.norms().get(1);
        assertEquals(Optional.empty(), numbers.firstNotFinite());

        numbers.values()[second.shift() + 17] = Float.NaN;
        assertEquals(Optional.of("hidden1.norm.shift"), numbers.firstNotFinite());

        numbers.values()[second.gain()] = Float.NaN;
        assertEquals(Optional.of("hidden1.norm.gain"), numbers.copy().firstNotFinite());
        assertArrayEquals(
                new long[] {18}, tensor(numbers.tensors(), "hidden1.norm.gain").shape());
    }

    @Test
    void namesTheNumbersThatBelongToNothingElse() {
        Parameters policy = new Parameters(mlp.layers(), 3);
        policy.values()[policy.freeOffset() + 2] = Float.NaN;

        assertEquals(Optional.of(Parameters.FREE), policy.firstNotFinite());
    }

    @Test
    void tensorsOfANormalizedNetworkComeBackBitForBit() {
        Mlp normalized = mlp.withLayerNorm(0);
        Parameters one = normalized.initialize(new RandomStream(3));
        Parameters other = normalized.initialize(new RandomStream(4));
        one.values()[normalized.norms().getFirst().gain() + 5] = 0.5f;

        other.set(one.tensors());

        assertArrayEquals(one.values(), other.values());
    }

    private static INDArray tensor(Map<String, INDArray> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
