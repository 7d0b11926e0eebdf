package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.GoldenVectors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Writes small policies in ONNX's protobuf format, independent of the reader under test. Field numbers from
/// `onnx.proto`.
public final class OnnxWriter {
    static final int FLOAT = 1;
    static final int DOUBLE = 11;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private int open;

    /// An empty graph.
    public OnnxWriter() {}

    /// Adds a float32 constant.
    public OnnxWriter constant(String name, float[] values, int... shape) {
        message(graph, 5, tensor(name, FLOAT, values, shape));
        return this;
    }

    /// Adds any message to the graph.
    OnnxWriter part(int field, byte[] content) {
        message(graph, field, content);
        return this;
    }

    /// Adds a node without attributes.
    public OnnxWriter node(String operation, String output, String... inputs) {
        return node(operation, output, new byte[0], inputs);
    }

    /// Adds a node with encoded attributes.
    OnnxWriter node(String operation, String output, byte[] attributes, String... inputs) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs) {
            text(node, 1, input);
        }
        text(node, 2, output);
        text(node, 3, "node " + open++);
        text(node, 4, operation);
        node.writeBytes(attributes);
        message(graph, 1, node.toByteArray());
        return this;
    }

    static byte[] numberAttribute(String name, float value) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, 1, name);
        varint(attribute, (2 << 3) | 5);
        attribute.writeBytes(littleEndian(value));
        return field(5, attribute.toByteArray());
    }

    static byte[] integerAttribute(String name, long value) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, 1, name);
        number(attribute, 3, value);
        return field(5, attribute.toByteArray());
    }

    static byte[] tensorAttribute(String name, byte[] tensor) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, 1, name);
        message(attribute, 5, tensor);
        return field(5, attribute.toByteArray());
    }

    /// {@return a `TensorProto` with raw data}
    static byte[] tensor(String name, int type, float[] values, int... shape) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (int size : shape) {
            number(tensor, 1, size);
        }
        number(tensor, 2, type);
        text(tensor, 8, name);
        message(tensor, 9, littleEndian(values));
        return tensor.toByteArray();
    }

    /// {@return the model with input `observation [N, in]` and output `action [N, out]`}
    public byte[] model(int in, int out) {
        return model(port("observation", FLOAT, 0, in), port("action", FLOAT, 0, out));
    }

    /// {@return a model that says one thing more of itself: `ModelProto.metadata_props`, field 14}
    static byte[] saying(byte[] model, String key, String value) {
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        text(entry, 1, key);
        text(entry, 2, value);
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(model);
        message(more, 14, entry.toByteArray());
        return more.toByteArray();
    }

    byte[] model(byte[] input, byte[] output) {
        text(graph, 2, "policy");
        message(graph, 11, input);
        message(graph, 12, output);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 8); // IR version
        text(model, 2, "test");
        message(model, 7, graph.toByteArray());
        ByteArrayOutputStream operators = new ByteArrayOutputStream();
        text(operators, 1, "");
        number(operators, 2, 17);
        message(model, 8, operators.toByteArray());
        return model.toByteArray();
    }

    /// {@return a `ValueInfoProto`; a size of 0 is left open}
    static byte[] port(String name, int type, int... shape) {
        ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
        for (int size : shape) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            if (size == 0) {
                text(dimension, 2, "N");
            } else {
                number(dimension, 1, size);
            }
            message(dimensions, 1, dimension.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, type);
        message(tensor, 2, dimensions.toByteArray());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        text(value, 1, name);
        message(value, 2, field(1, tensor.toByteArray()));
        return value.toByteArray();
    }

    /// {@return a normalised, squashed network: (x − mean) / deviation, clipped, dense layers with an activation
    /// between, tanh at the end}
    public static byte[] network(long seed, String activation, int... sizes) {
        Random random = new Random(seed);
        OnnxWriter writer = new OnnxWriter();
        int in = sizes[0];
        writer.constant("mean", gaussian(random, in, 0.5f), in);
        float[] deviation = gaussian(random, in, 1);
        for (int i = 0; i < in; i++) {
            deviation[i] = 0.5f + Math.abs(deviation[i]);
        }
        writer.constant("deviation", deviation, in)
                .constant("low", new float[] {-10})
                .constant("high", new float[] {10});
        writer.node("Sub", "centred", "observation", "mean").node("Div", "scaled", "centred", "deviation");
        writer.node("Clip", "x0", "scaled", "low", "high");
        for (int l = 0; l + 1 < sizes.length; l++) {
            boolean last = l + 2 == sizes.length;
            float spread = (float) (1 / Math.sqrt(sizes[l]));
            writer.constant("w" + l, gaussian(random, sizes[l] * sizes[l + 1], spread), sizes[l], sizes[l + 1]);
            writer.constant("b" + l, gaussian(random, sizes[l + 1], 0.1f), sizes[l + 1]);
            writer.node("Gemm", "y" + l, "x" + l, "w" + l, "b" + l);
            writer.node(last ? "Tanh" : activation, last ? "action" : "x" + (l + 1), "y" + l);
        }
        return writer.model(in, sizes[sizes.length - 1]);
    }

    /// {@return independent normal numbers times `spread`}
    public static float[] gaussian(Random random, int count, float spread) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = spread * (float) random.nextGaussian();
        }
        return values;
    }

    private static byte[] littleEndian(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static byte[] field(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message(out, field, content);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        message(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void message(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, (field << 3) | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /// {@return random observations, small and large ones, with actions of zero}
    static GoldenVectors golden(long seed, int count, int observationSize, int actionSize) {
        Random random = new Random(seed);
        float[] observations = new float[count * observationSize];
        for (int i = 0; i < count; i++) {
            float[] row = gaussian(random, observationSize, (float) Math.exp(random.nextGaussian() * 3));
            System.arraycopy(row, 0, observations, i * observationSize, observationSize);
        }
        return new GoldenVectors(observations, new float[count * actionSize], count, 1e-5);
    }
}
