package dev.sinew.runtime.journal;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The ring of tick records: the only thing the loop writes to. One writer, any number of readers, each at its own
/// pace.
///
/// The writer never waits, never fails and never looks at a reader: a full ring overwrites its oldest record.
/// Dropping the newest instead would let one stalled reader (a broker that hangs) take records from all others (the
/// flight record). A reader that falls behind by more than the ring notices which records it lost and counts them, so
/// that for each reader `published since it began = read + lost + queued`, exactly, whenever it is not just polling.
///
/// The ring is one buffer of fixed-size records, so that it can become a file mapping without another layout.
public final class TickJournal {
    private static final int MOST_TEXT = 240;

    // `claimed` counts the records whose writing has begun, `published` those that are whole. Record s lies in slot
    // s mod capacity; it is gone once record s + capacity is claimed. The writer sets `claimed` before it touches the
    // slot and a reader looks at it again after it has copied: a copy that was overwritten meanwhile is thrown away.
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final TickLayout layout;
    private final int capacity;
    private final ByteBuffer ring;
    private final TickRecord slot;
    private final List<JournalReader> readers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /// An empty ring.
    ///
    /// @param layout of each record
    /// @param capacity records it holds, a power of two, at least 2
    public TickJournal(TickLayout layout, int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, at least 2, was " + capacity);
        }
        this.layout = layout;
        this.capacity = capacity;
        long size = (long) capacity * layout.recordBytes();
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("ring must be below 2 GiB, was " + size + " bytes");
        }
        ring = ByteBuffer.allocateDirect((int) size).order(ByteOrder.LITTLE_ENDIAN);
        slot = new TickRecord(layout, ring);
    }

    /// Begins the next record. Writer only; what it holds is left over from the record it replaces, apart from what
    /// [TickRecord#begin] sets.
    ///
    /// @return the record to fill until [#publish]; the same object each time
    public TickRecord claim() {
        long next = published.getPlain();
        claimed.setOpaque(next + 1);
        VarHandle.storeStoreFence(); // the claim is seen before the first changed byte
        slot.moveTo(offset(next));
        return slot;
    }

    /// Shows the claimed record to the readers. Writer only.
    public void publish() {
        published.setRelease(claimed.getPlain());
    }

    /// Says that no record follows. Writer only.
    public void close() {
        closed = true;
    }

    /// {@return a new reader, which sees the records published from now on; of any thread}
    public JournalReader reader() {
        JournalReader reader = new JournalReader(this, published.getAcquire());
        readers.add(reader);
        return reader;
    }

    /// Notes something that happened beside the ticks, for every reader there is. Of any thread but the loop's; never
    /// waits.
    ///
    /// @param timeNanos when, ns on the loop's clock
    /// @param kind what sort of thing
    /// @param text one line; of strangers' text control characters are taken out, and what is beyond 240
    public void note(long timeNanos, TickEvent.Kind kind, String text) {
        String safe = text.replaceAll("\\p{C}", "?");
        String brief = safe.length() <= MOST_TEXT ? safe : safe.substring(0, MOST_TEXT) + "…";
        TickEvent note = new TickEvent(published(), timeNanos, kind, brief);
        readers.forEach(reader -> reader.noted(note));
    }

    /// {@return where the parts of a record lie}
    public TickLayout layout() {
        return layout;
    }

    /// {@return records published so far}
    public long published() {
        return published.getAcquire();
    }

    int capacity() {
        return capacity;
    }

    boolean closed() {
        return closed;
    }

    long claimed() {
        return claimed.getAcquire();
    }

    /// Copies a record that may be overwritten meanwhile: the caller checks [#claimed] afterwards.
    void copy(long record, ByteBuffer out) {
        out.put(0, ring, offset(record), layout.recordBytes());
    }

    private int offset(long record) {
        return (int) (record & (capacity - 1)) * layout.recordBytes();
    }
}
