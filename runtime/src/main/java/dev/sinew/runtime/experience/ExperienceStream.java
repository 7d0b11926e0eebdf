package dev.sinew.runtime.experience;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceBatch;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.ExperienceWriter;
import dev.sinew.config.experience.Transition;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.ReaderThreads;
import dev.sinew.runtime.telemetry.BrokerLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Sends what a robot experiences to its learner, on two threads of its own. A disk that stalls, a broker that is
/// gone, a learner that is dead cost transitions at most, which are counted, and never a tick.
public final class ExperienceStream implements AutoCloseable {
    private static final long POLL_NANOS = 5_000_000;
    private static final long CLOSE_MILLIS = 1000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int SHAPE_DIGITS = 16;

    private final JournalReader journal;
    private final TransitionAssembler assembler;
    private final ExperienceWriter writer;
    private final ExperienceSettings settings;
    private final BlockingQueue<SealedBatch> queue;
    private final Spool spool;
    private final ExperienceSender sender;
    private final Tally tally;
    private final Thread collecting;
    private final Thread sending;
    private long begun;
    private volatile boolean stopping;
    private volatile boolean collected;

    /// Where a stream goes.
    ///
    /// @param spool folder of the robot's spools, made if need be; each shape has one of its own in it
    /// @param spoolBytes that its files may have together
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param clientId of this stream's own connection
    public record Destination(Path spool, long spoolBytes, String uri, String clientId) {}

    /// Makes the link, given what takes the learner's answers.
    @FunctionalInterface
    interface Linking {
        BrokerLink to(BrokerLink.Receiver answers);
    }

    /// Begins to send what the journal says from now on, and what the spool holds from before.
    ///
    /// @param journal a reader for this stream alone
    /// @param source whose experience it is
    /// @param destination where it goes
    /// @param settings how it is sent
    /// @return the stream, running
    /// @throws IOException when the spool cannot be used
    public static ExperienceStream start(
            JournalReader journal, ExperienceSource source, Destination destination, ExperienceSettings settings)
            throws IOException {
        BootId boot = BootId.random();
        Path own = destination.spool().resolve(source.shape().hash().substring(0, SHAPE_DIGITS));
        Spool spool = new Spool(own, source.shape(), boot, destination.spoolBytes());
        ExperienceStream stream = new ExperienceStream(
                journal,
                source,
                new ExperienceWriter(source.shape(), boot, batchSize(source, settings)),
                spool,
                settings,
                answers -> BrokerLink.listening(
                        destination.uri(),
                        destination.clientId(),
                        new BrokerLink.Subscription(source.shape().ackTopic(), answers),
                        KEEP_ALIVE_SECONDS));
        stream.begin();
        return stream;
    }

    private static int batchSize(ExperienceSource source, ExperienceSettings settings) {
        return Math.min(settings.batchTransitions(), ExperienceBatch.mostTransitions(source.shape()));
    }

    ExperienceStream(
            JournalReader journal,
            ExperienceSource source,
            ExperienceWriter writer,
            Spool spool,
            ExperienceSettings settings,
            Linking linking) {
        this.journal = journal;
        this.writer = writer;
        this.spool = spool;
        this.settings = settings;
        assembler = new TransitionAssembler(source, this::take);
        queue = new ArrayBlockingQueue<>(settings.queueBatches());
        tally = new Tally(spool.transitions());
        Answers answers = new Answers();
        sender = new ExperienceSender(source.shape(), spool, linking.to(answers), answers, settings, tally);
        collecting = Thread.ofPlatform().daemon().name("experience").unstarted(this::collect);
        sending = Thread.ofPlatform().daemon().name("experience-sender").unstarted(this::send);
    }

    void begin() {
        collecting.start();
        sending.start();
    }

    private void collect() {
        try {
            collectUntilTheEnd();
        } finally {
            collected = true; // however it ended: the other thread waits for it
        }
    }

    private void collectUntilTheEnd() {
        boolean last = false;
        while (!last) {
            last = stopping || journal.finished();
            while (journal.poll()) {
                assembler.look(journal.tick());
            }
            if (writer.count() > 0
                    && (last || System.nanoTime() - begun >= settings.batchAge().toNanos())) {
                seal();
            }
            if (!last) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private void take(Transition transition) {
        if (writer.count() == 0) {
            begun = System.nanoTime();
        }
        tally.produced();
        if (!writer.add(transition)) { // its table of policies is full
            seal();
            begun = System.nanoTime();
            writer.add(transition);
        }
        if (writer.full()) {
            seal();
        }
    }

    private void seal() {
        int count = writer.count();
        if (!queue.offer(new SealedBatch(writer.finish(), count))) {
            tally.dropped(count);
        }
    }

    private void send() {
        boolean last = false;
        while (!last) {
            last = collected;
            for (SealedBatch batch = queue.poll(); batch != null; batch = queue.poll()) {
                sender.spool(batch);
            }
            sender.turn(System.nanoTime());
            if (!last) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        sender.close(CLOSE_MILLIS);
    }

    /// {@return what became of transitions so far; of any thread}
    public ExperienceCounters counters() {
        return tally.counters(assembler.unfinished());
    }

    /// Takes what the journal still holds, brings it to the disk and waits for both threads. What the learner has not
    /// acknowledged stays in the spool for the next run.
    ///
    /// @throws IOException when the spool cannot be closed
    @Override
    public void close() throws IOException {
        stopping = true;
        ReaderThreads.awaitEnd(collecting, sending);
        spool.close();
    }
}
