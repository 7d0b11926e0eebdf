package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// The numbers of a network: one flat array as the kernels want it, named tensors to everyone else. Gradients
/// and moments of an optimizer are kept in the same way.
public final class Parameters {
    private static final int PANEL = 16;

    /// Name of the free numbers in [#tensors].
    public static final String FREE = "free";

    private final List<Dense> layers;
    private final int free;
    private final List<Span> spans;
    private final float[] values;

    /// A tensor of numbers that belong to no layer.
    ///
    /// @param name of the tensor
    /// @param offset of its first number
    /// @param size how many
    record Span(String name, int offset, int size) {}

    /// Zeros.
    ///
    /// @param layers that follow each other without a gap, at least one
    public Parameters(List<Dense> layers) {
        this(layers, 0);
    }

    /// Zeros, with numbers that belong to no layer behind the layers' own, such as a log σ for each action entry.
    ///
    /// @param layers that follow each other without a gap, at least one
    /// @param free how many numbers belong to no layer
    public Parameters(List<Dense> layers, int free) {
        this(layers, free, free > 0 ? List.of(new Span(FREE, layers.getLast().end(), free)) : List.of());
    }

    /// Zeros, with numbers that belong to no layer behind the layers' own.
    ///
    /// @param layers that follow each other without a gap, at least one
    /// @param free how many numbers belong to no layer, padding included
    /// @param spans what they are called
    Parameters(List<Dense> layers, int free, List<Span> spans) {
        this.layers = List.copyOf(layers);
        this.free = free;
        this.spans = List.copyOf(spans);
        values = new float[Math.ceilDiv(end(), PANEL) * PANEL];
    }

    /// {@return zeros laid out like these}
    public Parameters zeros() {
        return new Parameters(layers, free, spans);
    }

    /// {@return how many numbers belong to no layer}
    public int free() {
        return free;
    }

    /// {@return where the numbers that belong to no layer begin}
    public int freeOffset() {
        return layers.getLast().end();
    }

    /// {@return the layers in the order of use}
    public List<Dense> layers() {
        return layers;
    }

    /// {@return the flat array itself}
    public float[] values() {
        return values;
    }

    /// {@return a copy}
    public Parameters copy() {
        Parameters copy = zeros();
        System.arraycopy(values, 0, copy.values, 0, values.length);
        return copy;
    }

    /// {@return the tensors, `hidden0.weight` `[outputs, inputs]`, `hidden0.bias` `[outputs]`, …, then
    /// those that belong to no layer, such as `free` or `hidden0.norm.gain`; copies}
    public Map<String, INDArray> tensors() {
        Map<String, INDArray> tensors = new LinkedHashMap<>();
        for (Dense layer : layers) {
            tensors.put(
                    layer.name() + ".weight",
                    Nd4j.createFromArray(weights(layer)).reshape(layer.outputs(), layer.inputs()));
            tensors.put(layer.name() + ".bias", Nd4j.createFromArray(bias(layer)));
        }
        for (Span span : spans) {
            tensors.put(span.name(), Nd4j.createFromArray(numbers(span)));
        }
        return tensors;
    }

    /// Takes over tensors.
    ///
    /// @param tensors with the names and shapes that [#tensors] gives
    /// @throws IllegalArgumentException when one is missing, too many or of another shape
    public void set(Map<String, INDArray> tensors) {
        if (!tensors.keySet().equals(tensors().keySet())) {
            throw new IllegalArgumentException(
                    "tensors must be %s, were %s".formatted(tensors().keySet(), tensors.keySet()));
        }
        for (Dense layer : layers) {
            float[] weights = floats(layer.name() + ".weight", tensors, layer.outputs(), layer.inputs());
            float[] bias = floats(layer.name() + ".bias", tensors, layer.outputs());
            for (int n = 0; n < layer.outputs(); n++) {
                values[layer.bias(n)] = bias[n];
                for (int k = 0; k < layer.inputs(); k++) {
                    values[layer.weight(k, n)] = weights[n * layer.inputs() + k];
                }
            }
        }
        for (Span span : spans) {
            System.arraycopy(floats(span.name(), tensors, span.size()), 0, values, span.offset(), span.size());
        }
    }

    /// {@return a layer in the plain form of the outside world}
    ///
    /// @param layer one of [#layers]
    /// @param outputs how many of its outputs, from the first
    /// @param activation applied to its sums
    public DenseLayer export(Dense layer, int outputs, Activation activation) {
        float[] weights = Arrays.copyOf(weights(layer), outputs * layer.inputs());
        float[] bias = Arrays.copyOf(bias(layer), outputs);
        return new DenseLayer(layer.inputs(), outputs, weights, bias, activation);
    }

    /// {@return the name of the first tensor that holds a number that is not finite; empty when all are}
    public Optional<String> firstNotFinite() {
        for (Dense layer : layers) {
            if (!finite(weights(layer))) {
                return Optional.of(layer.name() + ".weight");
            }
            if (!finite(bias(layer))) {
                return Optional.of(layer.name() + ".bias");
            }
        }
        for (Span span : spans) {
            if (!finite(numbers(span))) {
                return Optional.of(span.name());
            }
        }
        return Optional.empty();
    }

    /// Writes the numbers of all layers, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        FloatArrays.write(values, begin(), end(), out);
    }

    /// Takes over numbers that [#save] wrote.
    ///
    /// @param in what save wrote, for the same layers
    /// @throws IOException when `in` fails or holds another number of floats
    public void restore(DataInput in) throws IOException {
        FloatArrays.read(values, begin(), end(), in);
    }

    private int begin() {
        return layers.getFirst().offset();
    }

    private int end() {
        return freeOffset() + free;
    }

    private float[] weights(Dense layer) {
        float[] weights = new float[layer.outputs() * layer.inputs()];
        for (int n = 0; n < layer.outputs(); n++) {
            for (int k = 0; k < layer.inputs(); k++) {
                weights[n * layer.inputs() + k] = values[layer.weight(k, n)];
            }
        }
        return weights;
    }

    private float[] bias(Dense layer) {
        float[] bias = new float[layer.outputs()];
        for (int n = 0; n < layer.outputs(); n++) {
            bias[n] = values[layer.bias(n)];
        }
        return bias;
    }

    private float[] numbers(Span span) {
        return Arrays.copyOfRange(values, span.offset(), span.offset() + span.size());
    }

    private static float[] floats(String name, Map<String, INDArray> tensors, long... shape) {
        INDArray tensor = Objects.requireNonNull(tensors.get(name), name);
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("tensor %s must have the shape %s, had %s"
                    .formatted(name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
        }
        return tensor.dup('c').data().asFloat();
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }
}
