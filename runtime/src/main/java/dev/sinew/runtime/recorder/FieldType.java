package dev.sinew.runtime.recorder;

/// Types of fields, `FieldDescriptorProto.Type`.
enum FieldType {
    /// Float of 8 bytes.
    DOUBLE(1),
    /// Float of 4 bytes.
    FLOAT(2),
    /// Integer of 1-10 bytes.
    UINT64(4),
    /// Flag.
    BOOL(8),
    /// Text.
    STRING(9),
    /// Another message.
    MESSAGE(11),
    /// Bytes.
    BYTES(12),
    /// Integer of 1-5 bytes.
    UINT32(13),
    /// One of a list of names.
    ENUM(14),
    /// Signed integer of 8 bytes.
    SFIXED64(16);

    private final int code;

    FieldType(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this type in a description}
    int code() {
        return code;
    }
}
