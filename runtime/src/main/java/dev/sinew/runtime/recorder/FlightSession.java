package dev.sinew.runtime.recorder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a flight record says about itself, so that it can be read years later.
///
/// @param metadata names and values: robot, joints, policy id, version, host and the like
/// @param attachments files that decided what the robot did: robot description, wiring, contract
public record FlightSession(Map<String, String> metadata, List<Attachment> attachments) {
    /// A file within the record.
    ///
    /// @param name of the file
    /// @param mediaType such as `application/yaml`
    /// @param content of the file, read only
    public record Attachment(String name, String mediaType, ByteBuffer content) {
        /// Keeps a read-only view.
        public Attachment {
            content = content.asReadOnlyBuffer();
        }

        /// {@return an attachment of text}
        ///
        /// @param name of the file
        /// @param mediaType such as `application/yaml`
        /// @param content the text
        public static Attachment text(String name, String mediaType, String content) {
            return new Attachment(name, mediaType, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        }

        byte[] bytes() {
            byte[] copy = new byte[content.remaining()];
            content.duplicate().get(copy);
            return copy;
        }
    }

    /// Copies map and list.
    public FlightSession {
        metadata = Map.copyOf(metadata);
        attachments = List.copyOf(attachments);
    }
}
