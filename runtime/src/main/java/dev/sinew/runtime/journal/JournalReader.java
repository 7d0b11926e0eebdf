package dev.sinew.runtime.journal;

import java.lang.invoke.VarHandle;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One reader of the journal: its own place in the ring, its own copy of a record, its own counts. [#poll] and the
/// copy belong to one thread; the counts may be read by any.
public final class JournalReader {
    private static final int MOST_NOTES = 256;

    private final TickJournal journal;
    private final TickRecord copy;
    private final long first;
    private final AtomicLong cursor;
    private final AtomicLong lost = new AtomicLong();
    private final BlockingQueue<TickEvent> notes = new ArrayBlockingQueue<>(MOST_NOTES);
    private final AtomicLong lostNotes = new AtomicLong();

    JournalReader(TickJournal journal, long first) {
        this.journal = journal;
        this.first = first;
        cursor = new AtomicLong(first);
        copy = new TickRecord(journal.layout());
    }

    /// Copies the next record. Never waits: the writer wakes nobody, a reader looks again after a few milliseconds.
    ///
    /// @return whether there was one; [#tick] then holds it
    public boolean poll() {
        long next = cursor.getPlain();
        while (next < journal.published()) {
            long oldest = journal.claimed() - journal.capacity();
            if (next < oldest) {
                lost.setRelease(lost.getPlain() + oldest - next);
                next = oldest;
                cursor.setRelease(next);
            }
            journal.copy(next, copy.bytes());
            VarHandle.loadLoadFence(); // the copy is whole before the claim is looked at again
            if (journal.claimed() - journal.capacity() <= next) {
                cursor.setRelease(next + 1);
                return true;
            }
        }
        return false;
    }

    /// {@return the record of the last successful [#poll]; the same object each time}
    public TickRecord tick() {
        return copy;
    }

    void noted(TickEvent note) {
        if (!notes.offer(note)) {
            lostNotes.incrementAndGet();
        }
    }

    /// Hands over what other threads noted since, in order; where notes did not fit, it says how many.
    ///
    /// @param sink takes each
    public void notes(Consumer<TickEvent> sink) {
        TickEvent last = null;
        for (TickEvent note = notes.poll(); note != null; note = notes.poll()) {
            sink.accept(note);
            last = note;
        }
        long missing = last == null ? 0 : lostNotes.getAndSet(0);
        if (last != null && missing > 0) {
            sink.accept(new TickEvent(last.tick(), last.timeNanos(), TickEvent.Kind.LOST, missing + " notes lost"));
        }
    }

    /// {@return whether every record has been polled and none will follow}
    public boolean finished() {
        return journal.closed() && queued() == 0;
    }

    /// {@return records published since this reader began}
    public long published() {
        return journal.published() - first;
    }

    /// {@return records polled}
    public long read() {
        return cursor.getAcquire() - first - lost.getAcquire();
    }

    /// {@return records overwritten before they were polled}
    public long lost() {
        return lost.getAcquire();
    }

    /// {@return records published and not yet polled; those about to be lost included}
    public long queued() {
        return journal.published() - cursor.getAcquire();
    }
}
