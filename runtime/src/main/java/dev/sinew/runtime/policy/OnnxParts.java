package dev.sinew.runtime.policy;

import dev.sinew.runtime.protobuf.ProtobufReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the parts of a graph. Field numbers from `onnx.proto`.
final class OnnxParts {
    private static final int EXTERNAL = 1; // TensorProto.DataLocation.EXTERNAL
    private static final long MOST_WEIGHTS = 1L << 28; // 1 GiB of float32

    private OnnxParts() {}

    /// `NodeProto`: input 1, output 2, name 3, op_type 4, attribute 5, domain 7.
    static OnnxNode node(ProtobufReader node) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
        String name = "";
        String operation = "";
        String domain = "";
        while (node.next()) {
            switch (node.field()) {
                case 1 -> inputs.add(node.text());
                case 2 -> outputs.add(node.text());
                case 3 -> name = node.text();
                case 4 -> operation = node.text();
                case 5 -> attribute(node.message(), attributes);
                case 7 -> domain = node.text();
                default -> node.skip();
            }
        }
        boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
        return new OnnxNode(standard ? operation : domain + "." + operation, name, inputs, outputs, attributes);
    }

    /// `AttributeProto`: name 1, f 2, i 3, t 5.
    private static void attribute(ProtobufReader attribute, Map<String, OnnxAttribute> attributes) {
        String name = "";
        float number = 0;
        long integer = 0;
        Optional<OnnxConstant> tensor = Optional.empty();
        while (attribute.next()) {
            switch (attribute.field()) {
                case 1 -> name = attribute.text();
                case 2 -> number = attribute.fixedFloat();
                case 3 -> integer = attribute.varint();
                case 5 -> tensor = Optional.of(constant(attribute.message()));
                default -> attribute.skip();
            }
        }
        attributes.put(name, new OnnxAttribute(number, integer, tensor));
    }

    /// `TensorProto`: dims 1, data_type 2, float_data 4, name 8, raw_data 9, data_location 14.
    static OnnxConstant constant(ProtobufReader tensor) {
        List<Long> dims = new ArrayList<>();
        List<ByteBuffer> blocks = new ArrayList<>();
        String name = "";
        int type = 0;
        boolean external = false;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> integers(tensor, dims);
                case 2 -> type = (int) tensor.varint();
                case 4, 9 -> blocks.add(floatBlock(tensor));
                case 8 -> name = tensor.text();
                case 14 -> external = tensor.varint() == EXTERNAL;
                default -> tensor.skip();
            }
        }
        if (external) {
            throw new PolicyException("weights must be inside the file, '" + name + "' is external");
        }
        long count = count(name, dims);
        int[] shape = dims.stream().mapToInt(Long::intValue).toArray();
        return new OnnxConstant(
                name, type, shape, type == OnnxConstant.FLOAT ? floats(name, count, blocks) : new float[0]);
    }

    private static ByteBuffer floatBlock(ProtobufReader tensor) {
        if (tensor.type() == ProtobufReader.LENGTH) {
            return tensor.bytes(); // raw_data, or float_data packed
        }
        return ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, tensor.fixedFloat());
    }

    private static long count(String name, List<Long> dims) {
        long count = 1;
        for (long size : dims) {
            if (size < 0 || size > MOST_WEIGHTS || count * size > MOST_WEIGHTS) {
                throw new PolicyException(
                        "a tensor must hold 0-" + MOST_WEIGHTS + " weights, '" + name + "' is " + dims);
            }
            count *= size;
        }
        return count;
    }

    private static float[] floats(String name, long wanted, List<ByteBuffer> blocks) {
        long found = blocks.stream().mapToLong(ByteBuffer::remaining).sum() / Float.BYTES;
        if (wanted != found) {
            throw new PolicyException("'" + name + "' must hold " + wanted + " floats by its shape, holds " + found);
        }
        float[] values = new float[(int) wanted];
        int at = 0;
        for (ByteBuffer block : blocks) {
            while (block.remaining() >= Float.BYTES) {
                values[at++] = block.getFloat();
            }
        }
        return values;
    }

    private static void integers(ProtobufReader reader, List<Long> out) {
        if (reader.type() == ProtobufReader.LENGTH) {
            ProtobufReader packed = reader.message();
            while (packed.hasRemaining()) {
                out.add(packed.readVarint());
            }
        } else {
            out.add(reader.varint());
        }
    }

    /// `ValueInfoProto`: name 1, type 2; `TypeProto.tensor_type` 1; `TypeProto.Tensor`: elem_type 1, shape 2.
    static OnnxPort port(ProtobufReader value) {
        String name = "";
        int[] type = new int[1];
        List<Long> shape = new ArrayList<>();
        while (value.next()) {
            switch (value.field()) {
                case 1 -> name = value.text();
                case 2 -> tensorType(value.message(), type, shape);
                default -> value.skip();
            }
        }
        return new OnnxPort(name, type[0], shape);
    }

    private static void tensorType(ProtobufReader reader, int[] type, List<Long> shape) {
        while (reader.next()) {
            if (reader.field() != 1) {
                reader.skip();
                continue;
            }
            ProtobufReader tensor = reader.message();
            while (tensor.next()) {
                switch (tensor.field()) {
                    case 1 -> type[0] = (int) tensor.varint();
                    case 2 -> shape(tensor.message(), shape);
                    default -> tensor.skip();
                }
            }
        }
    }

    /// `TensorShapeProto.dim` 1; `Dimension`: dim_value 1, dim_param 2.
    private static void shape(ProtobufReader reader, List<Long> shape) {
        while (reader.next()) {
            if (reader.field() != 1) {
                reader.skip();
                continue;
            }
            ProtobufReader dimension = reader.message();
            long size = OnnxPort.OPEN;
            while (dimension.next()) {
                if (dimension.field() == 1) {
                    size = dimension.varint();
                } else {
                    dimension.skip();
                }
            }
            shape.add(size);
        }
    }
}
