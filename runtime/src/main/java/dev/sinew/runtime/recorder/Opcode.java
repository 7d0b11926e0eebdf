package dev.sinew.runtime.recorder;

/// Kinds of records in an MCAP file. Source: *MCAP Format Specification*, "Opcodes".
enum Opcode {
    /// First record of a file.
    HEADER(0x01),
    /// Last record of a file.
    FOOTER(0x02),
    /// Form of the messages of a channel.
    SCHEMA(0x03),
    /// A row of messages.
    CHANNEL(0x04),
    /// One message.
    MESSAGE(0x05),
    /// Schemas, channels and messages in one block with a check value.
    CHUNK(0x06),
    /// Where the messages of one channel lie in the chunk before.
    MESSAGE_INDEX(0x07),
    /// Where a chunk lies.
    CHUNK_INDEX(0x08),
    /// A file within the file.
    ATTACHMENT(0x09),
    /// Where an attachment lies.
    ATTACHMENT_INDEX(0x0A),
    /// Counts.
    STATISTICS(0x0B),
    /// Names and values.
    METADATA(0x0C),
    /// Where metadata lie.
    METADATA_INDEX(0x0D),
    /// Where the records of one kind lie in the summary.
    SUMMARY_OFFSET(0x0E),
    /// End of the part that was written while things happened.
    DATA_END(0x0F);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /// {@return the byte that begins such a record}
    byte code() {
        return (byte) code;
    }
}
