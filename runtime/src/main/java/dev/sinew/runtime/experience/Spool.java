package dev.sinew.runtime.experience;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceRefusedException;
import dev.sinew.config.experience.ExperienceShape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the learner has not acknowledged yet, on the disk: append-only files in a folder of its own, deleted once
/// all of a file is acknowledged. Gives batches their sequence numbers.
///
/// A full spool and a full disk refuse what is new and never give up what is old: a learner gets a whole beginning,
/// not a row of holes. The disk is waited for at most once a second ([#sync]) and when the spool is closed: a kill
/// costs what was not appended yet, a power cut the last second. What that leaves of the last batch is cut off when
/// it is opened again; batches of a file that was not acknowledged as a whole are sent again, which the ledger sees.
///
/// One thread.
final class Spool implements AutoCloseable {
    private static final String SUFFIX = ".spool";
    private static final int SEGMENTS = 16;

    private final Path folder;
    private final ExperienceShape shape;
    private final BootId boot;
    private final long limit;
    private final SpoolFile.Maker maker;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<BootId, Long> following = new HashMap<>();
    private final List<SpoolSegment> segments = new ArrayList<>();
    private long nextEntry;
    private long nextSegment;
    private long damagedBytes;
    private long failures;

    /// One batch that waits for its acknowledgement.
    ///
    /// @param number of the entry, in the order of the spool
    /// @param boot whose it is
    /// @param first sequence number of its first transition
    /// @param count transitions in it
    /// @param segment file that holds it
    /// @param at offset in that file
    record Entry(long number, BootId boot, long first, int count, SpoolSegment segment, long at) {
        long last() {
            return first + count - 1;
        }
    }

    /// What became of a batch that was to be appended.
    enum Outcome {
        /// It is in the spool.
        KEPT,
        /// The spool may not grow.
        FULL,
        /// The disk would not take it.
        FAILED
    }

    /// Opens a spool, or begins one.
    ///
    /// @param folder of this stream alone
    /// @param shape of the stream
    /// @param boot whose batches are appended
    /// @param limit bytes that its files may have together
    /// @throws IOException when the folder cannot be used, or another process uses it
    Spool(Path folder, ExperienceShape shape, BootId boot, long limit) throws IOException {
        this(folder, shape, boot, limit, SpoolFile::create);
    }

    Spool(Path folder, ExperienceShape shape, BootId boot, long limit, SpoolFile.Maker maker) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("spool must hold 1 byte or more, was " + limit);
        }
        this.folder = Files.createDirectories(folder);
        this.shape = shape;
        this.boot = boot;
        this.limit = limit;
        this.maker = maker;
        lockFile = FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock = lock();
        following.put(boot, 0L);
        recover();
    }

    private FileLock lock() throws IOException {
        Optional<FileLock> got = Optional.empty();
        try {
            got = Optional.ofNullable(lockFile.tryLock());
        } catch (OverlappingFileLockException ours) {
            got = Optional.empty(); // another run in this process
        }
        if (got.isEmpty()) {
            lockFile.close();
            throw new IOException("spool " + folder + " must be used by one run at a time, is in use");
        }
        return got.get();
    }

    private void recover() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            SpoolSegment segment = new SpoolSegment(file);
            damagedBytes += segment.recover(ExperienceBatch.LARGEST, (at, message) -> found(segment, at, message));
            nextSegment = Math.max(nextSegment, number(file) + 1);
            if (segment.empty()) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        }
    }

    private static long number(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        } catch (NumberFormatException strange) {
            return -1;
        }
    }

    private boolean found(SpoolSegment segment, long at, byte[] message) {
        try {
            ExperienceBatch batch = ExperienceBatch.read(shape, message);
            add(batch.boot(), batch.first(), batch.count(), segment, at);
            return true;
        } catch (ExperienceRefusedException refusal) {
            return false;
        }
    }

    private void add(BootId whose, long first, int count, SpoolSegment segment, long at) {
        entries.put(nextEntry, new Entry(nextEntry, whose, first, count, segment, at));
        nextEntry++;
        following.merge(whose, first + count, Math::max);
    }

    /// Appends a batch of this boot and gives it its sequence numbers.
    ///
    /// @param message a whole batch; changed
    /// @param count transitions in it
    Outcome append(byte[] message, int count) {
        long frame = (long) SpoolSegment.FRAME + message.length;
        if (bytes() + SpoolSegment.FRONT + frame > limit) {
            return Outcome.FULL;
        }
        try {
            SpoolSegment segment = segmentFor(frame);
            long first = following.getOrDefault(boot, 0L);
            ExperienceBatch.number(message, first, first);
            add(boot, first, count, segment, segment.append(message));
            return Outcome.KEPT;
        } catch (IOException failure) {
            failures++;
            discardEmpty();
            return Outcome.FAILED;
        }
    }

    /// A file in which not even its first batch found room is nothing to keep.
    private void discardEmpty() {
        if (!segments.isEmpty() && segments.getLast().empty()) {
            delete(segments.removeLast());
        }
    }

    private void delete(SpoolSegment segment) {
        try {
            segment.delete();
        } catch (IOException stays) {
            failures++;
        }
    }

    /// {@return the file to append to, a new one when the last has its share}
    private SpoolSegment segmentFor(long frame) throws IOException {
        long share = Math.max(limit / SEGMENTS, SpoolSegment.FRONT + frame);
        if (!segments.isEmpty()) {
            SpoolSegment last = segments.getLast();
            if (last.writable() && last.bytes() + frame <= share) {
                return last;
            }
            last.close();
        }
        SpoolSegment next = new SpoolSegment(folder.resolve(String.format("%012d%s", nextSegment++, SUFFIX)));
        try {
            next.create(maker);
        } catch (IOException failure) {
            next.delete();
            throw failure;
        }
        segments.add(next);
        return next;
    }

    /// {@return the first batch behind an entry}
    ///
    /// @param number of that entry, −1 for the first of all
    Optional<Entry> after(long number) {
        return Optional.ofNullable(entries.higherEntry(number)).map(Map.Entry::getValue);
    }

    /// {@return batches up to an entry that wait for their acknowledgement}
    ///
    /// @param number of that entry
    int outstanding(long number) {
        return entries.headMap(number, true).size();
    }

    /// {@return a batch as it is to be sent now; empty, and it is in the spool no more, when the disk has damaged it}
    Optional<byte[]> message(Entry entry) {
        Optional<byte[]> read = Optional.empty();
        try {
            read = entry.segment().read(entry.at(), ExperienceBatch.LARGEST);
        } catch (IOException gone) {
            failures++;
        }
        if (read.isEmpty()) {
            remove(entry);
        } else {
            ExperienceBatch.number(read.get(), entry.first(), floor(entry));
        }
        return read;
    }

    private long floor(Entry entry) {
        for (Entry held : entries.values()) {
            if (held.boot().equals(entry.boot())) {
                return held.first();
            }
        }
        return entry.first();
    }

    /// {@return whether an acknowledgement can be one: it names a boot that is known here and nothing never given
    /// out}
    boolean plausible(ExperienceAck ack) {
        return ack.durable() < following.getOrDefault(ack.boot(), 0L);
    }

    /// Gives up what is acknowledged: whole batches of that boot, nothing else.
    ///
    /// @return transitions given up
    long acknowledge(ExperienceAck ack) {
        List<Entry> durable = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.boot().equals(ack.boot()) && entry.last() <= ack.durable()) {
                durable.add(entry);
            }
        }
        durable.forEach(this::remove);
        return durable.stream().mapToLong(Entry::count).sum();
    }

    private void remove(Entry entry) {
        entries.remove(entry.number());
        if (entry.segment().release()) {
            segments.remove(entry.segment());
            delete(entry.segment());
        }
    }

    /// Waits for the disk.
    void sync() {
        try {
            if (!segments.isEmpty()) {
                segments.getLast().force();
            }
        } catch (IOException failure) {
            failures++;
        }
    }

    /// {@return transitions in it}
    long transitions() {
        return entries.values().stream().mapToLong(Entry::count).sum();
    }

    /// {@return bytes of its files}
    long bytes() {
        return segments.stream().mapToLong(SpoolSegment::bytes).sum();
    }

    /// {@return bytes that were cut off when it was opened, since they are no whole batch}
    long damagedBytes() {
        return damagedBytes;
    }

    /// {@return how often the disk failed}
    long failures() {
        return failures;
    }

    @Override
    public void close() throws IOException {
        segments.forEach(SpoolSegment::close);
        lock.release();
        lockFile.close();
    }
}
