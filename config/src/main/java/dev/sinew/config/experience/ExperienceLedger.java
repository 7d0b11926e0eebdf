package dev.sinew.config.experience;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The receiving side's rule: which transitions of one robot are new. For each boot they are taken in the order of
/// their sequence numbers, each exactly once, whatever is lost, doubled or put out of order on the way.
///
/// The ledger is saved with what it let in, in one step: then a learner that dies and comes back with an older state
/// takes the same transitions once more, since it has acknowledged no more than [#durable] of a saved ledger.
///
/// A hole ends in one way: the robot's floor passes it, because what is missing was damaged on its disk. Then the
/// missing transitions are counted as lost. One thread.
public final class ExperienceLedger {
    private static final int VERSION = 1;
    private static final int MOST_BOOTS = 4096;

    private final ExperienceShape shape;
    private final LinkedHashMap<BootId, Long> next = new LinkedHashMap<>(16, 0.75f, true);
    private long accepted;
    private long duplicates;
    private long gaps;
    private long lost;
    private long refused;

    /// A ledger that has seen nothing.
    ///
    /// @param shape of the robot's stream
    public ExperienceLedger(ExperienceShape shape) {
        this.shape = shape;
    }

    /// Judges a message. What it calls new counts as taken from now on.
    ///
    /// @param message as it arrived; kept by reference by a new batch
    /// @return what it is
    public Arrival receive(byte[] message) {
        ExperienceBatch batch;
        try {
            batch = ExperienceBatch.read(shape, message);
        } catch (ExperienceRefusedException refusal) {
            refused++;
            return new Arrival.Refused(refusal.reason(), refusal.getMessage());
        }
        return judge(batch);
    }

    private Arrival judge(ExperienceBatch batch) {
        long expected = expected(batch);
        if (batch.last() < expected) {
            duplicates += batch.count();
            return new Arrival.Duplicate(batch.boot());
        }
        if (batch.first() > expected) {
            gaps++;
            return new Arrival.Gap(batch.boot(), expected);
        }
        int from = (int) (expected - batch.first());
        duplicates += from;
        accepted += batch.count() - from;
        next.put(batch.boot(), batch.last() + 1);
        return new Arrival.New(batch, from);
    }

    /// {@return the sequence number that comes next in the boot of a batch, after what is lost for good}
    private long expected(ExperienceBatch batch) {
        Long known = next.get(batch.boot());
        if (known == null) {
            return begin(batch);
        }
        if (batch.floor() > known) {
            lost += batch.floor() - known;
            next.put(batch.boot(), batch.floor());
            return batch.floor();
        }
        return known;
    }

    /// Begins a boot at its floor: what lies below was taken by another ledger, or is lost.
    private long begin(ExperienceBatch batch) {
        if (next.size() == MOST_BOOTS) {
            next.pollFirstEntry();
        }
        next.put(batch.boot(), batch.floor());
        return batch.floor();
    }

    /// {@return the answer for a boot once this ledger and what it let in are on the disk; empty while it has let in
    /// nothing of that boot}
    ///
    /// @param boot of a batch
    public Optional<ExperienceAck> durable(BootId boot) {
        Long following = next.get(boot);
        return following == null || following == 0
                ? Optional.empty()
                : Optional.of(new ExperienceAck(boot, following - 1));
    }

    /// {@return transitions let in}
    public long accepted() {
        return accepted;
    }

    /// {@return transitions that arrived again}
    public long duplicates() {
        return duplicates;
    }

    /// {@return batches that came too early}
    public long gaps() {
        return gaps;
    }

    /// {@return transitions that the robot cannot send any more}
    public long lost() {
        return lost;
    }

    /// {@return messages that are no batch of this stream}
    public long refused() {
        return refused;
    }

    /// Writes all of it.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeUTF(shape.hash());
        for (long count : new long[] {accepted, duplicates, gaps, lost, refused}) {
            out.writeLong(count);
        }
        out.writeInt(next.size());
        for (Map.Entry<BootId, Long> boot : next.entrySet()) {
            out.writeLong(boot.getKey().high());
            out.writeLong(boot.getKey().low());
            out.writeLong(boot.getValue());
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from a ledger of the same shape
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("experience ledger must be of version " + VERSION + ", was " + version);
        }
        String saved = in.readUTF();
        if (!saved.equals(shape.hash())) {
            throw new IOException("experience ledger must be of the shape " + shape.hash() + ", was of " + saved);
        }
        accepted = in.readLong();
        duplicates = in.readLong();
        gaps = in.readLong();
        lost = in.readLong();
        refused = in.readLong();
        int boots = in.readInt();
        if (boots < 0 || boots > MOST_BOOTS) {
            throw new IOException("experience ledger must hold 0-" + MOST_BOOTS + " boots, was " + boots);
        }
        next.clear();
        for (int i = 0; i < boots; i++) {
            next.put(new BootId(in.readLong(), in.readLong()), in.readLong());
        }
    }
}
