package dev.sinew.config.experience;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// A batch of transitions that passed every check. Immutable. Little-endian:
///
/// ```text
/// offset  bytes  what
///      0      4  53 4E 58 42 ("SNXB")
///      4      2  version, 1
///      6      2  policies in the table, P, 1-16
///      8      4  bytes of the whole batch
///     12      4  transitions, T, 1 or more
///     16     32  SHA-256 of the shape
///     48     16  boot id: first 64 bits, last 64 bits
///     64      8  sequence number of the first transition, F; the others count on
///     72      8  floor, 0 up to F: the robot sends nothing of this boot below it any more
///     80         for each policy: bytes of its id 1, 1-64; id; SHA-256 of its bundle's file 32
///                T transitions, as Transition draws them
///             4  CRC-32C of all before
/// ```
///
/// The largest batch has 1 MiB. A batch is refused as a whole: one number that is not finite, one bit that has no
/// meaning, and nothing of it is handed out.
public final class ExperienceBatch {
    /// Bytes that the largest batch has.
    public static final int LARGEST = 1 << 20;

    static final int MAGIC = 0x42584E53;
    static final int VERSION = 1;
    static final int HEADER = 80;
    static final int MOST_POLICIES = 16;

    private static final int LARGEST_TABLE =
            MOST_POLICIES * (1 + PolicyIdentity.LONGEST_ID + PolicyIdentity.HASH_BYTES);
    private static final int SHAPE = 16;
    private static final int BOOT = 48;
    private static final int FIRST = 64;
    private static final int FLOOR = 72;
    private static final String WHAT = "experience batch";

    private final ExperienceShape shape;
    private final ByteBuffer bytes;
    private final List<PolicyIdentity> policies;
    private final int start;
    private final int count;

    private ExperienceBatch(ExperienceShape shape, ByteBuffer bytes, List<PolicyIdentity> policies, int start) {
        this.shape = shape;
        this.bytes = bytes;
        this.policies = List.copyOf(policies);
        this.start = start;
        count = bytes.getInt(12);
    }

    /// {@return transitions of a shape that fit into the largest batch}
    ///
    /// @param shape of the stream
    public static int mostTransitions(ExperienceShape shape) {
        return (LARGEST - HEADER - LARGEST_TABLE - Envelope.CRC) / shape.transitionBytes();
    }

    /// Gives a batch its place in the sequence of its boot; changes the message and nothing else in it.
    ///
    /// @param message a whole batch
    /// @param first sequence number of its first transition, 0 or more
    /// @param floor below which nothing of this boot is sent any more, 0 up to `first`
    public static void number(byte[] message, long first, long floor) {
        if (floor < 0 || floor > first) {
            throw new IllegalArgumentException("floor must be 0-" + first + ", was " + floor);
        }
        Envelope.wrap(message).putLong(FIRST, first).putLong(FLOOR, floor);
        Envelope.seal(message);
    }

    /// {@return the batch in a message}
    ///
    /// @param shape that it must have
    /// @param message as it arrived; kept by reference
    /// @throws ExperienceRefusedException when anything about it is wrong
    public static ExperienceBatch read(ExperienceShape shape, byte[] message) {
        Envelope.requireFront(WHAT, message, MAGIC, VERSION);
        if (message.length < HEADER + Envelope.CRC || message.length > LARGEST) {
            throw new ExperienceRefusedException(
                    Reason.LENGTH,
                    WHAT + " must have " + (HEADER + Envelope.CRC) + "-" + LARGEST + " bytes, was " + message.length);
        }
        ByteBuffer in = Envelope.wrap(message).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Envelope.requireLength(WHAT, message, Integer.toUnsignedLong(in.getInt(8)));
        Envelope.requireChecksum(WHAT, message);
        String hash = HexFormat.of().formatHex(message, SHAPE, BOOT);
        if (!hash.equals(shape.hash())) {
            throw new ExperienceRefusedException(
                    Reason.SHAPE,
                    WHAT + " must be of the shape " + shape.hash() + " of robot '" + shape.robot() + "', was of "
                            + hash);
        }
        in.position(HEADER);
        List<PolicyIdentity> policies = policies(in);
        ExperienceBatch batch = new ExperienceBatch(shape, in, policies, in.position());
        batch.requireSequence();
        batch.requireTransitions();
        return batch;
    }

    private static List<PolicyIdentity> policies(ByteBuffer in) {
        int count = Short.toUnsignedInt(in.getShort(6));
        require(count >= 1 && count <= MOST_POLICIES, "policies", "1-" + MOST_POLICIES, count);
        List<PolicyIdentity> policies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
            int needed = length + PolicyIdentity.HASH_BYTES;
            require(in.remaining() >= needed, "bytes for policy " + i, needed + " or more", in.remaining());
            byte[] id = new byte[length];
            byte[] hash = new byte[PolicyIdentity.HASH_BYTES];
            in.get(id).get(hash);
            try {
                policies.add(new PolicyIdentity(
                        new String(id, StandardCharsets.ISO_8859_1),
                        HexFormat.of().formatHex(hash)));
            } catch (IllegalArgumentException wrong) {
                throw new ExperienceRefusedException(Reason.CONTENT, WHAT + ": " + wrong.getMessage());
            }
        }
        return policies;
    }

    private void requireSequence() {
        require(first() >= 0, "first sequence number", "0 or more", first());
        require(count >= 1, "transitions", "1 or more", count);
        require(last() >= first(), "last sequence number", "below 2^63", last());
        require(floor() >= 0 && floor() <= first(), "floor", "0-" + first(), floor());
        long needed = start + (long) count * shape.transitionBytes() + Envelope.CRC;
        require(bytes.limit() == needed, "bytes", "" + needed, bytes.limit());
    }

    private void requireTransitions() {
        Transition scratch = new Transition(shape, policies.getFirst());
        for (int i = 0; i < count; i++) {
            int at = start + i * shape.transitionBytes();
            require(
                    scratch.read(bytes, at) && scratch.sound(),
                    "transition " + i,
                    "sound: finite, known marks, one end at most",
                    "not");
            int policy = Transition.policyIndex(bytes, at);
            require(policy < policies.size(), "policy of transition " + i, "below " + policies.size(), policy);
        }
    }

    private static void require(boolean holds, String what, String bound, Object was) {
        if (!holds) {
            throw new ExperienceRefusedException(
                    Reason.CONTENT, WHAT + ": " + what + " must be " + bound + ", was " + was);
        }
    }

    /// {@return whose transitions they are}
    public BootId boot() {
        return new BootId(bytes.getLong(BOOT), bytes.getLong(BOOT + Long.BYTES));
    }

    /// {@return sequence number of the first transition}
    public long first() {
        return bytes.getLong(FIRST);
    }

    /// {@return sequence number of the last transition}
    public long last() {
        return first() + count - 1;
    }

    /// {@return the sequence number below which the robot sends nothing of this boot any more}
    public long floor() {
        return bytes.getLong(FLOOR);
    }

    /// {@return transitions in it, 1 or more}
    public int count() {
        return count;
    }

    /// {@return the policies that acted in it}
    public List<PolicyIdentity> policies() {
        return policies;
    }

    /// Copies one transition.
    ///
    /// @param index 0 up to `count` − 1
    /// @param out of the same shape, filled
    public void transition(int index, Transition out) {
        int at = start + Objects.checkIndex(index, count) * shape.transitionBytes();
        out.read(bytes, at);
        out.policy(policies.get(Transition.policyIndex(bytes, at)));
    }
}
