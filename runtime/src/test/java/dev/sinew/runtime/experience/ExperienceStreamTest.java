package dev.sinew.runtime.experience;

import static dev.sinew.runtime.experience.SampleStream.CONTRACT;
import static dev.sinew.runtime.experience.SampleStream.SHAPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.Arrival;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.ExperienceLedger;
import dev.sinew.config.experience.ExperienceWriter;
import dev.sinew.runtime.experience.ExperienceStream.Destination;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.telemetry.BrokerLink;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message;
import dev.sinew.runtime.telemetry.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExperienceStreamTest {
    private static final BootId BOOT = new BootId(1, 2);
    private static final ExperienceSettings SETTINGS =
            new ExperienceSettings(10, Duration.ofMillis(200), 4, 16, Duration.ofSeconds(1));
    /// Room for all that is driven at once here, which a robot takes seconds for.
    private static final ExperienceSettings ROOMY =
            new ExperienceSettings(10, Duration.ofMillis(200), 64, 16, Duration.ofSeconds(1));

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final TickJournal journal = new TickJournal(TickLayout.of(CONTRACT), 4096);
    private final TickRig rig = new TickRig(CONTRACT);

    /// Ticks that drive, as the loop leaves them.
    private void drive(int ticks) {
        for (int i = 0; i < ticks; i++) {
            rig.tickInto(journal.claim());
            journal.publish();
        }
    }

    @Test
    void aDiskThatFailsCostsTransitionsThatAreCountedAndNoTick() throws Exception {
        SpoolFile.Maker broken = path -> {
            throw new IOException("No space left on device");
        };
        Spool spool = new Spool(folder, SHAPE, BOOT, 1 << 20, broken);
        ExperienceStream stream = stream(spool);
        drive(1001);
        journal.close();
        stream.close();

        ExperienceCounters end = stream.counters();
        assertEquals(new ExperienceCounters(0, 1000, 0, 0, 0, 1000, 0, 0, 0), end);
        assertEquals(1001, journal.published());
    }

    @Test
    void aDiskThatStallsCostsWhatTheQueueCannotHold() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        SpoolFile.Maker slow = path -> {
            try {
                stalled.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return SpoolFile.create(path);
        };
        Spool spool = new Spool(folder, SHAPE, BOOT, 1 << 20, slow);
        ExperienceStream stream = stream(spool);
        drive(1001);
        journal.close();
        Mosquitto.await(
                SOON,
                () -> stream.counters().produced() == 1000 && stream.counters().dropped() >= 900);
        ExperienceCounters during = stream.counters();
        stalled.countDown();
        stream.close();

        // 4 batches in the queue and one or, if the sender looked before the stall, some more in its hands
        assertTrue(during.queued() >= 40 && during.queued() <= 100, during.toString());
        assertEquals(1000, during.queued() + during.dropped());
        ExperienceCounters end = stream.counters();
        assertEquals(1000, end.spooled() + end.dropped());
        assertEquals(during.queued(), end.spooled());
    }

    @Test
    @Timeout(20)
    void closesWhenTheScoreThrows() throws Exception {
        Score failing = new SampleStream.CountingScore() {
            @Override
            public double reward() {
                throw new IllegalStateException("no reward");
            }
        };
        ExperienceSource source = new ExperienceSource(SHAPE, CONTRACT, failing, number -> SampleStream.POLICY);
        ExperienceStream stream = stream(new Spool(folder, SHAPE, BOOT, 1 << 20), source);
        drive(3);

        stream.close();

        assertEquals(0, stream.counters().produced());
        new Spool(folder, SHAPE, BOOT, 1 << 20).close(); // it is free again
    }

    private ExperienceStream stream(Spool spool) {
        return stream(spool, SampleStream.source());
    }

    private ExperienceStream stream(Spool spool, ExperienceSource source) {
        ExperienceStream stream = new ExperienceStream(
                journal.reader(),
                source,
                new ExperienceWriter(SHAPE, BOOT, 10),
                spool,
                SETTINGS,
                answers -> new FakeNetwork(new Random(1), new Answers()));
        stream.begin();
        return stream;
    }

    @Test
    void reachesALearnerBehindARealBrokerThatIsKilledInBetween() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                Learner learner = new Learner(broker.uri())) {
            learner.attend();
            Destination destination = new Destination(folder.resolve("spool"), 1 << 20, broker.uri(), "robot");
            ExperienceStream stream =
                    ExperienceStream.start(journal.reader(), SampleStream.source(), destination, ROOMY);
            drive(301);
            Mosquitto.await(
                    SOON, () -> learner.attend() >= 300 && stream.counters().delivered() == 300);
            broker.kill();
            drive(300);
            Mosquitto.await(SOON, () -> stream.counters().spooled() == 300);
            broker.restart();
            Mosquitto.await(
                    SOON, () -> learner.attend() >= 600 && stream.counters().delivered() == 600);
            stream.close();

            assertEquals(600, learner.ledger.accepted());
            assertEquals(0, learner.ledger.lost() + learner.ledger.refused());
            ExperienceCounters end = stream.counters();
            assertEquals(600, end.produced());
            assertEquals(0, end.spooled() + end.queued() + end.dropped());
        }
    }

    /// A learner of its own connection: what arrives is durable at once.
    private static final class Learner implements AutoCloseable {
        private final Queue<byte[]> arrived = new ConcurrentLinkedQueue<>();
        private final ExperienceLedger ledger = new ExperienceLedger(SHAPE);
        private final AtomicLong failed = new AtomicLong();
        private final BrokerLink link;

        Learner(String uri) {
            link = BrokerLink.listening(uri, "learner", new BrokerLink.Subscription(SHAPE.topic(), arrived::add), 5);
        }

        /// @return transitions taken
        long attend() {
            link.connect();
            for (byte[] message = arrived.poll(); message != null; message = arrived.poll()) {
                BootId boot =
                        switch (ledger.receive(message)) {
                            case Arrival.New fresh -> fresh.batch().boot();
                            case Arrival.Duplicate known -> known.boot();
                            case Arrival.Gap early -> early.boot();
                            case Arrival.Refused refused -> throw new AssertionError(refused.message());
                        };
                if (link.state() == State.UP) {
                    ledger.durable(boot).map(ExperienceAck::write).ifPresent(this::answer);
                }
            }
            return ledger.accepted();
        }

        private void answer(byte[] ack) {
            link.publish(new Message(SHAPE.ackTopic(), ack, Message.Delivery.EVENT), new BrokerLink.Completion() {
                @Override
                public void delivered() {
                    // what matters is what the robot says
                }

                @Override
                public void failed() {
                    failed.incrementAndGet();
                }
            });
        }

        @Override
        public void close() {
            link.close(500);
        }
    }
}
