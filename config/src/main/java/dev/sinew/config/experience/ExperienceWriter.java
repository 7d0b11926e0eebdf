package dev.sinew.config.experience;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Collects transitions into one batch after the other. One thread; adding allocates nothing but for a policy that is
/// new in its batch. [ExperienceBatch] draws the bytes.
public final class ExperienceWriter {
    private final ExperienceShape shape;
    private final BootId boot;
    private final int capacity;
    private final byte[] shapeHash;
    private final ByteBuffer transitions;
    private final List<PolicyIdentity> policies = new ArrayList<>();
    private int count;

    /// An empty batch.
    ///
    /// @param shape of the stream
    /// @param boot whose transitions they are
    /// @param capacity transitions that a batch may hold, 1 up to what makes 1 MiB
    public ExperienceWriter(ExperienceShape shape, BootId boot, int capacity) {
        int most = ExperienceBatch.mostTransitions(shape);
        if (capacity < 1 || capacity > most) {
            throw new IllegalArgumentException("transitions of a batch must be 1-" + most + ", was " + capacity);
        }
        this.shape = shape;
        this.boot = boot;
        this.capacity = capacity;
        shapeHash = HexFormat.of().parseHex(shape.hash());
        transitions = ByteBuffer.allocate(capacity * shape.transitionBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Adds one.
    ///
    /// @param transition of this shape, [Transition#sound]
    /// @return false, with nothing added, when the batch is full: [#finish] it first
    public boolean add(Transition transition) {
        if (!transition.sound()) {
            throw new IllegalArgumentException("transition of tick " + transition.tick()
                    + " must hold finite numbers and end in one way at most, did not");
        }
        int index = policies.indexOf(transition.policy());
        boolean another = index < 0;
        if (count == capacity || (another && policies.size() == ExperienceBatch.MOST_POLICIES)) {
            return false;
        }
        if (another) {
            index = policies.size();
            policies.add(transition.policy());
        }
        transition.write(transitions, index);
        count++;
        return true;
    }

    /// {@return transitions in the batch}
    public int count() {
        return count;
    }

    /// {@return whether no other fits in}
    public boolean full() {
        return count == capacity;
    }

    /// Ends the batch and begins the next.
    ///
    /// @return a batch of at least one transition; its sequence numbers begin at 0 until [ExperienceBatch#number]
    public byte[] finish() {
        if (count == 0) {
            throw new IllegalStateException("a batch must hold at least 1 transition, was empty");
        }
        int table = policies.stream().mapToInt(PolicyIdentity::bytes).sum();
        byte[] message = new byte[ExperienceBatch.HEADER + table + transitions.position() + Envelope.CRC];
        ByteBuffer out = Envelope.wrap(message);
        out.putInt(ExperienceBatch.MAGIC)
                .putShort((short) ExperienceBatch.VERSION)
                .putShort((short) policies.size());
        out.putInt(message.length).putInt(count).put(shapeHash);
        out.putLong(boot.high()).putLong(boot.low()).putLong(0).putLong(0);
        for (PolicyIdentity policy : policies) {
            out.put((byte) policy.id().length()).put(policy.idBytes()).put(policy.hashBytes());
        }
        out.put(transitions.flip());
        Envelope.seal(message);
        transitions.clear();
        policies.clear();
        count = 0;
        return message;
    }

    /// {@return the shape of the stream}
    public ExperienceShape shape() {
        return shape;
    }
}
