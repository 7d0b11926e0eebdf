package dev.sinew.runtime.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/// What [McapReader] finds in a file, in its order. A method that fails ends the reading.
public interface McapVisitor {
    /// A schema.
    ///
    /// @param id its number in the file
    /// @param name full name of the message
    /// @param descriptors what describes it; valid during the call
    /// @throws IOException ends the reading
    default void schema(int id, String name, ByteBuffer descriptors) throws IOException {}

    /// A channel.
    ///
    /// @param id its number in the file
    /// @param schema number of its schema
    /// @param topic its name
    /// @throws IOException ends the reading
    default void channel(int id, int schema, String topic) throws IOException {}

    /// A message.
    ///
    /// @param channel number of its channel
    /// @param sequence number of the message in its channel
    /// @param time Unix time, ns
    /// @param payload the message; valid during the call
    /// @throws IOException ends the reading
    default void message(int channel, long sequence, long time, ByteBuffer payload) throws IOException {}

    /// A file within the file.
    ///
    /// @param name of the file
    /// @param mediaType of its content
    /// @param time Unix time, ns
    /// @param content of the file; valid during the call
    /// @throws IOException ends the reading
    default void attachment(String name, String mediaType, long time, ByteBuffer content) throws IOException {}

    /// Names and values.
    ///
    /// @param name of the whole
    /// @param values by name
    /// @throws IOException ends the reading
    default void metadata(String name, Map<String, String> values) throws IOException {}

    /// A chunk or an attachment whose check value is wrong; its content is passed over.
    ///
    /// @param position in the file
    /// @throws IOException ends the reading
    default void damaged(long position) throws IOException {}
}
