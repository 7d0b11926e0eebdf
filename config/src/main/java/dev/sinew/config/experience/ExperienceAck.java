package dev.sinew.config.experience;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import java.nio.ByteBuffer;

/// What a learner answers: every transition of a boot up to a sequence number is on its disk. 36 bytes, little-endian:
///
/// ```text
/// offset  bytes  what
///      0      4  53 4E 58 41 ("SNXA")
///      4      2  version, 1
///      6      2  zero
///      8     16  boot id: first 64 bits, last 64 bits
///     24      8  highest durable sequence number, 0 or more
///     32      4  CRC-32C of all before
/// ```
///
/// A learner sends it whenever a batch arrives, a duplicate or a gap included, once it has anything durable of that
/// boot, and whenever more has become durable: an answer that was lost is made good by the next. It also sends it when
/// it has a new connection, for the newest boot it knows: then the robot sends at once what it had given up sending.
///
/// @param boot whose sequence it is
/// @param durable highest sequence number on the learner's disk with all before it, 0 or more
public record ExperienceAck(BootId boot, long durable) {
    private static final int MAGIC = 0x41584E53;
    private static final int VERSION = 1;
    private static final int BYTES = 36;
    private static final String WHAT = "experience acknowledgement";

    /// Refuses a number that none has.
    public ExperienceAck {
        if (durable < 0) {
            throw new IllegalArgumentException(WHAT + " must name a sequence number of 0 or more, was " + durable);
        }
    }

    /// {@return the message}
    public byte[] write() {
        byte[] message = new byte[BYTES];
        Envelope.wrap(message)
                .putInt(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) 0)
                .putLong(boot.high())
                .putLong(boot.low())
                .putLong(durable);
        Envelope.seal(message);
        return message;
    }

    /// {@return what [#write] wrote}
    ///
    /// @param message as it arrived
    /// @throws ExperienceRefusedException when it is none
    public static ExperienceAck read(byte[] message) {
        Envelope.requireFront(WHAT, message, MAGIC, VERSION);
        Envelope.requireLength(WHAT, message, BYTES);
        Envelope.requireChecksum(WHAT, message);
        ByteBuffer in = Envelope.wrap(message);
        long durable = in.getLong(24);
        if (in.getShort(6) != 0 || durable < 0) {
            throw new ExperienceRefusedException(
                    Reason.CONTENT, WHAT + " must name a sequence number of 0 or more, was " + durable);
        }
        return new ExperienceAck(new BootId(in.getLong(8), in.getLong(16)), durable);
    }
}
