package dev.sinew.runtime.protobuf;

/// Bytes that are no protobuf message.
public final class ProtobufException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what is wrong.
    ///
    /// @param message what and where
    public ProtobufException(String message) {
        super(message);
    }
}
