package dev.sinew.runtime.recorder;

import dev.sinew.runtime.protobuf.ProtobufWriter;
import java.util.List;
import java.util.Locale;

/// Writes the description of protobuf messages, a `FileDescriptorSet`, so that a reader needs nothing but the file.
/// Field numbers from `google/protobuf/descriptor.proto`.
final class SchemaWriter {
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 3;

    private final String scope;
    private final ProtobufWriter file = new ProtobufWriter();
    private final ProtobufWriter message = new ProtobufWriter();

    /// Begins a file.
    ///
    /// @param scope protobuf package of all its messages
    /// @param name of the file
    SchemaWriter(String scope, String name) {
        this.scope = scope;
        file.text(1, name).text(2, scope).text(12, "proto3");
    }

    /// Begins a message.
    SchemaWriter message(String name) {
        message.clear().text(1, name);
        return this;
    }

    /// A field of the current message.
    SchemaWriter field(int number, String name, FieldType type) {
        return field(number, name, type, OPTIONAL, "");
    }

    /// A field of the current message whose type is another message or an enumeration of the file.
    SchemaWriter field(int number, String name, FieldType type, String typeName) {
        return field(number, name, type, OPTIONAL, typeName);
    }

    /// A field of the current message that repeats.
    SchemaWriter list(int number, String name, FieldType type, String typeName) {
        return field(number, name, type, REPEATED, typeName);
    }

    /// Several fields of one type with numbers that follow each other.
    SchemaWriter fields(int first, FieldType type, String... names) {
        for (int i = 0; i < names.length; i++) {
            field(first + i, names[i], type);
        }
        return this;
    }

    private SchemaWriter field(int number, String name, FieldType type, int label, String typeName) {
        ProtobufWriter field = new ProtobufWriter();
        field.text(1, name).number(3, number).number(4, label).number(5, type.code());
        if (!typeName.isEmpty()) {
            field.text(6, "." + scope + "." + typeName);
        }
        message.message(2, field);
        return this;
    }

    /// Ends the current message.
    SchemaWriter end() {
        file.message(4, message);
        return this;
    }

    /// An enumeration; its names are made unique by the enumeration's own in front, as the language asks.
    ///
    /// @param names by code
    SchemaWriter enumeration(String name, List<String> names) {
        ProtobufWriter enumeration = new ProtobufWriter().text(1, name);
        for (int code = 0; code < names.size(); code++) {
            String full = name.toUpperCase(Locale.ROOT) + "_" + names.get(code);
            enumeration.message(2, new ProtobufWriter().text(1, full).number(2, code));
        }
        file.message(5, enumeration);
        return this;
    }

    /// {@return the encoded set}
    byte[] descriptors() {
        return new ProtobufWriter().message(1, file).toByteArray();
    }
}
