package dev.sinew.runtime.recorder;

import dev.sinew.runtime.protobuf.ProtobufException;
import dev.sinew.runtime.protobuf.ProtobufReader;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A flight record as a replay reads it: its files, wherever in it they lie, what came before the first tick, then tick
/// by tick. At most one chunk is in memory. One thread.
public final class FlightRecord implements AutoCloseable {
    static final String PREPARATION = "/preparation";
    static final String TICK = "/tick";
    static final String BUS = "/bus";

    private final Path path;
    private final Files files = new Files();
    private final Ticks content = new Ticks();
    private final McapReader file;
    private Optional<McapReader.End> end = Optional.empty();

    private FlightRecord(Path path) throws IOException {
        this.path = path;
        file = McapReader.open(path, content);
    }

    /// Opens a record and reads up to its first tick.
    ///
    /// @param path of the file
    /// @return the record
    /// @throws FlightRecordException when it is no flight record, or none of the form that this release writes
    /// @throws IOException when it cannot be read
    public static FlightRecord open(Path path) throws IOException {
        FlightRecord record = new FlightRecord(path);
        try {
            record.readFiles();
            record.fill();
            record.check();
            return record;
        } catch (IOException failed) {
            record.close();
            throw failed;
        }
    }

    private void check() throws FlightRecordException {
        if (files.session.isEmpty()) {
            throw new FlightRecordException(path + " is no flight record: it says nothing about a session");
        }
        String form = files.session.getOrDefault(FlightRecorder.FORMAT_KEY, "none");
        if (!form.equals(FlightRecorder.FORMAT)) {
            throw new FlightRecordException(path + " was recorded by Sinew "
                    + files.session.getOrDefault("version", "of unknown version")
                    + " and cannot be replayed: form must be " + FlightRecorder.FORMAT + ", was " + form);
        }
        if (content.ticks.isEmpty()) {
            throw new FlightRecordException(path + " holds no whole tick: it was cut off before its first chunk");
        }
        if (content.preparation.isEmpty()) {
            throw new FlightRecordException(path + " cannot be replayed: what came before its first tick is damaged");
        }
    }

    /// {@return what it says about itself}
    public Map<String, String> session() {
        return Map.copyOf(files.session);
    }

    /// {@return the content of a file within it, read only}
    ///
    /// @param name of the file
    public Optional<ByteBuffer> attachment(String name) {
        return Optional.ofNullable(files.attachments.get(name)).map(ByteBuffer::asReadOnlyBuffer);
    }

    /// {@return what the loop learned before its first tick}
    public RecordedTick.RecordedBus preparation() {
        return content.preparation.orElseThrow();
    }

    /// {@return the next tick; empty when there is no other}
    ///
    /// @throws IOException when the file cannot be read
    public Optional<RecordedTick> next() throws IOException {
        fill();
        return Optional.ofNullable(content.ticks.poll());
    }

    private void readFiles() throws IOException {
        guarded(() -> {
            McapReader.scan(path, files);
        });
    }

    private void fill() throws IOException {
        guarded(() -> {
            while (content.ticks.isEmpty() && end.isEmpty()) {
                end = file.step();
                if (end.isPresent()) {
                    content.flush();
                }
            }
        });
    }

    /// Reads from the file.
    private interface Reading {
        void read() throws IOException;
    }

    /// What a damaged file throws becomes one exception.
    private void guarded(Reading reading) throws IOException {
        try {
            reading.read();
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ProtobufException damaged) {
            throw new FlightRecordException(path + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// What it says about itself and the files within it: a policy that came during the flight is not at the front.
    private static final class Files implements McapVisitor {
        private final Map<String, String> session = new HashMap<>();
        private final Map<String, ByteBuffer> attachments = new HashMap<>();

        @Override
        public void metadata(String name, Map<String, String> values) {
            if (name.equals(FlightRecorder.SESSION)) {
                session.putAll(values);
            }
        }

        @Override
        public void attachment(String name, String mediaType, long time, ByteBuffer bytes) {
            attachments.put(name, ByteBuffer.wrap(copy(bytes)));
        }
    }

    /// The ticks of the last chunk.
    private static final class Ticks implements McapVisitor {
        private final Map<Integer, String> topics = new HashMap<>();
        private final ArrayDeque<RecordedTick> ticks = new ArrayDeque<>();
        private Optional<RecordedTick.RecordedBus> preparation = Optional.empty();
        private Optional<TickReader> pending = Optional.empty();

        @Override
        public void channel(int id, int schema, String topic) {
            topics.put(id, topic);
        }

        @Override
        public void message(int channel, long sequence, long time, ByteBuffer payload) {
            switch (topics.getOrDefault(channel, "")) {
                case PREPARATION -> preparation = Optional.of(TickReader.bus(new ProtobufReader(copy(payload))));
                case TICK -> {
                    flush();
                    pending = Optional.of(TickReader.read(copy(payload)));
                }
                case BUS -> pending.ifPresent(tick -> tick.bus(copy(payload)));
                default -> {} // for people
            }
        }

        /// A tick is whole once another one, or nothing, follows.
        private void flush() {
            pending.ifPresent(tick -> ticks.add(tick.tick()));
            pending = Optional.empty();
        }
    }
}
