package dev.sinew.runtime.recorder;

import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.BusEntry;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.Preparation;
import dev.sinew.runtime.journal.ReaderThreads;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickEvents;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Writes every tick of the journal to an MCAP file, on a thread of its own.
///
/// | topic          | message        | when |
/// |----------------|----------------|------|
/// | `/preparation` | `sinew.Bus`    | once: what came before the first tick |
/// | `/tick`        | `sinew.Tick`   | each tick: times, mode, readings, estimate, observation, action, targets |
/// | `/bus`         | `sinew.Bus`    | each tick: transfers, their bytes, ends and times; clock readings |
/// | `/event`       | `sinew.Event`  | as it happens |
/// | `/health`      | `sinew.Health` | every second: timing of the ticks since the last; what [HealthSources] names |
///
/// A chunk is written every half second, the disk is waited for every second: a kill costs half a second of ticks, a
/// power cut about one. A disk that fails ends the file, never the flight: the ticks that follow are counted as lost.
public final class FlightRecorder implements AutoCloseable {
    /// Form of the records; those of another form are not replayed.
    static final String FORMAT = "2";
    /// Name of the metadata that a record has about itself.
    static final String SESSION = "session";
    /// Key of the form in that metadata.
    static final String FORMAT_KEY = "format";
    /// Size at which a chunk is written before its time, bytes.
    static final int CHUNK_BYTES = 256 * 1024;

    private static final long CHUNK_NANOS = 500_000_000;
    private static final long POLL_NANOS = 5_000_000;
    private static final int IDLE_POLLS = 100; // half a second
    private static final int HEALTH_EVERY_CHUNKS = 2;

    private final JournalReader journal;
    private final McapWriter file;
    private final FlightMessages messages;
    private final TickEvents events;
    private final TickStatistics window = new TickStatistics();
    private final long unixOffset;
    private final int tickChannel;
    private final int busChannel;
    private final int eventChannel;
    private final int healthChannel;
    private final Thread thread;
    private final HealthSources beside;
    private final Queue<Kept> came = new ConcurrentLinkedQueue<>();

    private long eventCount;
    private long healthCount;
    private long chunkEnd = Long.MIN_VALUE;
    private int chunks;
    private int ticksInMemory;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private volatile String failure = "";
    private volatile boolean stopping;

    /// Begins a file and starts the thread.
    ///
    /// @param journal a reader for this recorder alone
    /// @param path of the file, must not exist yet
    /// @param session what the record says about itself
    /// @param periodNanos period of the loop, ns
    /// @param unixOffset Unix time minus the loop's clock, ns
    /// @return the recorder, running
    /// @throws IOException when the file cannot be written
    public static FlightRecorder start(
            JournalReader journal, Path path, FlightSession session, long periodNanos, long unixOffset)
            throws IOException {
        return start(journal, path, session, periodNanos, unixOffset, HealthSources.none());
    }

    /// Begins a file that also says what a run has beside its loop, and starts the thread.
    ///
    /// @param journal a reader for this recorder alone
    /// @param path of the file, must not exist yet
    /// @param session what the record says about itself
    /// @param periodNanos period of the loop, ns
    /// @param unixOffset Unix time minus the loop's clock, ns
    /// @param beside the loop, read every second for `/health`
    /// @return the recorder, running
    /// @throws IOException when the file cannot be written
    public static FlightRecorder start(
            JournalReader journal,
            Path path,
            FlightSession session,
            long periodNanos,
            long unixOffset,
            HealthSources beside)
            throws IOException {
        return start(journal, new McapWriter(path, ""), session, periodNanos, unixOffset, beside);
    }

    static FlightRecorder start(
            JournalReader journal,
            McapWriter file,
            FlightSession session,
            long periodNanos,
            long unixOffset,
            HealthSources beside)
            throws IOException {
        FlightRecorder recorder = new FlightRecorder(journal, file, session, periodNanos, unixOffset, beside);
        recorder.thread.start();
        return recorder;
    }

    private FlightRecorder(
            JournalReader journal,
            McapWriter file,
            FlightSession session,
            long periodNanos,
            long unixOffset,
            HealthSources beside)
            throws IOException {
        this.beside = beside;
        this.journal = journal;
        this.file = file;
        this.unixOffset = unixOffset;
        messages = new FlightMessages(journal.tick().layout().busCapacity());
        events = new TickEvents(periodNanos, this::event);
        byte[] descriptors = FlightSchema.descriptors();
        tickChannel = file.channel(FlightRecord.TICK, file.schema("sinew.Tick", descriptors));
        busChannel = file.channel(FlightRecord.BUS, file.schema("sinew.Bus", descriptors));
        eventChannel = file.channel("/event", file.schema("sinew.Event", descriptors));
        healthChannel = file.channel("/health", file.schema("sinew.Health", descriptors));
        TreeMap<String, String> metadata = new TreeMap<>(session.metadata());
        metadata.put(FORMAT_KEY, FORMAT);
        file.metadata(SESSION, metadata);
        for (FlightSession.Attachment attachment : session.attachments()) {
            file.attachment(attachment.name(), attachment.mediaType(), 0, attachment.bytes());
        }
        prepared(descriptors, session.preparation());
        file.force();
        thread = Thread.ofPlatform().daemon().name("recorder").unstarted(this::run);
    }

    private void prepared(byte[] descriptors, Preparation preparation) throws IOException {
        if (preparation.entries().hasRemaining()) {
            int channel = file.channel(FlightRecord.PREPARATION, file.schema("sinew.Bus", descriptors));
            BusEntry first = new BusEntry(preparation.entries());
            first.next();
            file.message(channel, 0, first.nanos() + unixOffset, messages.preparation(preparation));
            file.flush();
        }
    }

    private void run() {
        boolean last = false;
        int idle = 0;
        while (!last) {
            last = stopping || journal.finished();
            idle++;
            while (journal.poll()) {
                idle = 0;
                record(journal.tick());
            }
            keepWhatCame();
            journal.notes(this::event);
            if (idle == IDLE_POLLS) {
                settle(); // the loop hangs: what led to it must not be lost with the process
            }
            if (idle > 0 && !last) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        finish();
    }

    private void record(TickRecord tick) {
        ticksInMemory++;
        try {
            if (failure.isEmpty()) {
                write(tick);
            } else {
                lose();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void write(TickRecord tick) throws IOException {
        long time = tick.due() + unixOffset;
        if (chunkEnd == Long.MIN_VALUE) {
            chunkEnd = time + CHUNK_NANOS;
        }
        if (time >= chunkEnd || file.pending() >= CHUNK_BYTES) {
            endChunk(time);
        }
        file.message(tickChannel, tick.tick(), time, messages.tick(tick));
        if (tick.busBytes() > 0 || tick.busSkipped() > 0) {
            file.message(busChannel, tick.tick(), time, messages.bus(tick));
        }
        events.look(tick);
        window.add(tick);
    }

    private void settle() {
        try {
            if (failure.isEmpty()) {
                flush(ticksInMemory);
                file.force();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void flush(int ticks) throws IOException {
        file.flush();
        recorded.addAndGet(ticks);
        ticksInMemory -= ticks;
    }

    private void endChunk(long time) throws IOException {
        chunkEnd = time + CHUNK_NANOS;
        chunks++;
        boolean second = chunks % HEALTH_EVERY_CHUNKS == 0;
        if (second) {
            health(time);
        }
        flush(ticksInMemory - 1); // the tick at hand goes to the next chunk
        if (second) {
            file.force();
        }
    }

    private void health(long time) {
        file.message(healthChannel, healthCount++, time, messages.health(window, journal.lost(), beside));
        window.clear();
    }

    /// Keeps a file that came while the robot ran, with names and values about it. Of any thread; it is written soon,
    /// and by [#close] at the latest.
    ///
    /// @param metadata names and values, added to those of the session
    /// @param file the file
    public void keep(Map<String, String> metadata, FlightSession.Attachment file) {
        came.add(new Kept(Map.copyOf(metadata), file));
    }

    /// A file that came while the robot ran.
    private record Kept(Map<String, String> metadata, FlightSession.Attachment file) {}

    private void keepWhatCame() {
        for (Kept kept = came.poll(); kept != null; kept = came.poll()) {
            try {
                if (failure.isEmpty()) {
                    file.metadata(SESSION, kept.metadata());
                    FlightSession.Attachment attached = kept.file();
                    file.attachment(attached.name(), attached.mediaType(), 0, attached.bytes());
                }
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    private void event(TickEvent event) {
        if (!failure.isEmpty()) {
            return; // the file is closed
        }
        file.message(eventChannel, eventCount++, event.timeNanos() + unixOffset, messages.event(event));
    }

    private void finish() {
        if (!failure.isEmpty()) {
            return;
        }
        try {
            if (window.ticks() > 0) {
                health(journal.tick().due() + unixOffset);
            }
            file.close();
            recorded.addAndGet(ticksInMemory);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException reason) {
        failure = String.valueOf(reason.getMessage());
        lose();
        file.abandon();
    }

    private void lose() {
        unwritten.addAndGet(ticksInMemory);
        ticksInMemory = 0;
    }

    /// {@return ticks that are in the file}
    public long recorded() {
        return recorded.get();
    }

    /// {@return ticks that are missing in the record: overwritten before they were read, or after a failure}
    public long lost() {
        return journal.lost() + unwritten.get();
    }

    /// {@return why the record ended early, if it did}
    public Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    /// Records what the journal still holds, finishes the file and waits for the disk. Safe to call twice.
    @Override
    public void close() {
        stopping = true;
        ReaderThreads.awaitEnd(thread);
    }
}
