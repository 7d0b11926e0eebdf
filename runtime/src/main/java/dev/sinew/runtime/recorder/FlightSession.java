package dev.sinew.runtime.recorder;

import dev.sinew.runtime.journal.Preparation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a flight record says about itself, so that it can be read and replayed years later.
///
/// @param metadata names and values: robot, joints, policy id, version, host and the like
/// @param attachments files that decided what the robot did: robot description, wiring, contract, bundle
/// @param preparation what the loop learned before its first tick
public record FlightSession(Map<String, String> metadata, List<Attachment> attachments, Preparation preparation) {
    /// Name of the robot's description among the files.
    public static final String ROBOT = "robot.yaml";
    /// Name of the robot's wiring among the files.
    public static final String WIRING = "wiring.yaml";
    /// Name of the policies' contract among the files.
    public static final String CONTRACT = "contract.json";

    /// {@return the name of a policy's bundle among the files}
    ///
    /// @param number of the policy, as in the ticks that it answered
    public static String bundle(int number) {
        return "policy-" + number + ".bundle";
    }

    /// {@return the name of a policy's id in the metadata}
    ///
    /// @param number of the policy
    public static String policyId(int number) {
        return "policy." + number;
    }

    /// {@return the name of what computed a policy in the metadata}
    ///
    /// @param number of the policy
    public static String engine(int number) {
        return "engine." + number;
    }

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
