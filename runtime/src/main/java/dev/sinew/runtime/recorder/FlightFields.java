package dev.sinew.runtime.recorder;

import dev.sinew.runtime.protobuf.ProtobufReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes an encoded message apart into named values, by the description of it that every record carries. For people:
/// a number that is zero is left out, as protobuf leaves it out.
final class FlightFields {
    private static final int LABEL_REPEATED = 3;

    /// One field of a message.
    private record Field(String name, int type, boolean repeated, String typeName) {}

    private final Map<String, Map<Integer, Field>> messages = new HashMap<>();
    private final Map<String, Map<Long, String>> enumerations = new HashMap<>();

    FlightFields() {
        ProtobufReader set = new ProtobufReader(FlightSchema.descriptors());
        while (set.next()) {
            file(set.message());
        }
    }

    private void file(ProtobufReader file) {
        while (file.next()) {
            switch (file.field()) {
                case 4 -> message(file.message());
                case 5 -> enumeration(file.message());
                default -> file.skip();
            }
        }
    }

    private void message(ProtobufReader message) {
        String name = "";
        Map<Integer, Field> fields = new HashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> field(message.message(), fields);
                default -> message.skip();
            }
        }
        messages.put("." + FlightSchema.SCOPE + "." + name, fields);
    }

    private static void field(ProtobufReader field, Map<Integer, Field> fields) {
        String name = "";
        String typeName = "";
        int number = 0;
        int label = 0;
        int type = 0;
        while (field.next()) {
            switch (field.field()) {
                case 1 -> name = field.text();
                case 3 -> number = (int) field.varint();
                case 4 -> label = (int) field.varint();
                case 5 -> type = (int) field.varint();
                case 6 -> typeName = field.text();
                default -> field.skip();
            }
        }
        fields.put(number, new Field(name, type, label == LABEL_REPEATED, typeName));
    }

    private void enumeration(ProtobufReader enumeration) {
        String name = "";
        Map<Long, String> names = new HashMap<>();
        while (enumeration.next()) {
            switch (enumeration.field()) {
                case 1 -> name = enumeration.text();
                case 2 -> constant(enumeration.message(), names);
                default -> enumeration.skip();
            }
        }
        enumerations.put("." + FlightSchema.SCOPE + "." + name, names);
    }

    private static void constant(ProtobufReader constant, Map<Long, String> names) {
        String name = "";
        long code = 0;
        while (constant.next()) {
            switch (constant.field()) {
                case 1 -> name = constant.text();
                case 2 -> code = constant.varint();
                default -> constant.skip();
            }
        }
        names.put(code, name);
    }

    /// {@return the values of a message by their names, `state.position[0]` for instance, in the message's order}
    ///
    /// @param name of the message, without its scope
    /// @param content the encoded message
    Map<String, String> values(String name, byte[] content) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", "." + FlightSchema.SCOPE + "." + name, new ProtobufReader(content), values);
        return values;
    }

    private void collect(String prefix, String type, ProtobufReader content, Map<String, String> values) {
        Map<Integer, Field> fields = messages.getOrDefault(type, Map.of());
        while (content.next()) {
            Field field = fields.get(content.field());
            if (field == null) {
                content.skip();
            } else if (field.type() == FieldType.MESSAGE.code() && !field.repeated()) {
                collect(prefix + field.name() + ".", field.typeName(), content.message(), values);
            } else if (field.repeated()) {
                List<String> numbers = packed(field, content.bytes());
                for (int i = 0; i < numbers.size(); i++) {
                    values.put(prefix + field.name() + "[" + i + "]", numbers.get(i));
                }
            } else {
                values.put(prefix + field.name(), single(field, content));
            }
        }
    }

    private static List<String> packed(Field field, ByteBuffer numbers) {
        List<String> values = new ArrayList<>();
        numbers.order(ByteOrder.LITTLE_ENDIAN);
        while (numbers.hasRemaining()) {
            values.add(
                    field.type() == FieldType.FLOAT.code()
                            ? Float.toString(numbers.getFloat())
                            : Double.toString(numbers.getDouble()));
        }
        return values;
    }

    private String single(Field field, ProtobufReader content) {
        return switch (content.type()) {
            case ProtobufReader.FIXED64 ->
                field.type() == FieldType.DOUBLE.code()
                        ? Double.toString(content.fixedDouble())
                        : Long.toString(content.fixedLong());
            case ProtobufReader.LENGTH -> content.text();
            default -> {
                long number = content.varint();
                yield enumerations.getOrDefault(field.typeName(), Map.of()).getOrDefault(number, Long.toString(number));
            }
        };
    }
}
