package dev.sinew.runtime.experience;

import static dev.sinew.runtime.experience.SampleStream.SHAPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperienceSenderTest {
    private static final BootId BOOT = new BootId(1, 2);
    private static final long SECOND = 1_000_000_000;
    private static final ExperienceSettings SETTINGS =
            new ExperienceSettings(10, Duration.ofSeconds(1), 8, 4, Duration.ofSeconds(5));

    @TempDir
    Path folder;

    @Test
    void theLearnerTakesEachTransitionOnceHoweverBadTheLinkIs() throws IOException {
        int crashes = 0;
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Run run = new Run(folder.resolve("seed" + seed), BOOT, random);
            long produced = 0;
            for (int second = 0; second < 600; second++) {
                if (second < 400) {
                    int count = 1 + random.nextInt(10);
                    run.spool(produced, count);
                    produced += count;
                }
                if (random.nextInt(30) == 0) {
                    run.network.state(State.DOWN);
                }
                run.turn();
            }
            run.network.heal();
            for (int second = 0; second < 200; second++) {
                run.turn();
            }

            assertEquals(LongStream.range(0, produced).boxed().toList(), run.network.taken.get(BOOT), "seed " + seed);
            ExperienceCounters end = run.tally.counters(0);
            assertEquals(List.of(produced, 0L, 0L), List.of(end.delivered(), end.spooled(), end.dropped()));
            assertEquals(0, run.network.ledger().lost());
            assertTrue(
                    run.network.ledger().duplicates() > 0
                            && run.network.ledger().gaps() > 0,
                    "it was a bad link");
            assertTrue(end.acksRefused() > 0, "some answers were damaged");
            crashes += run.network.crashes();
            run.spool.close();
        }
        assertTrue(crashes > 20, "the learner fell back to what it had made durable: " + crashes);
    }

    @Test
    void aRunThatIsKilledLeavesItsSpoolToTheNext() throws IOException {
        Random random = new Random(99);
        Run first = new Run(folder, BOOT, random);
        for (int batch = 0; batch < 50; batch++) {
            first.spool(10L * batch, 10);
            first.turn();
        }
        long delivered = first.tally.counters(0).delivered();
        first.spool.close();
        BootId later = new BootId(3, 4);
        Run second = new Run(folder, later, first);
        long recovered = second.tally.counters(0).recovered();
        assertTrue(
                delivered > 0 && recovered >= 500 - delivered, delivered + " delivered, " + recovered + " recovered");
        second.spool(0, 10);
        second.network.heal();
        for (int i = 0; i < 200; i++) {
            second.turn();
        }

        assertEquals(
                Map.of(
                        BOOT,
                        LongStream.range(0, 500).boxed().toList(),
                        later,
                        LongStream.range(0, 10).boxed().toList()),
                second.network.taken);
        ExperienceCounters end = second.tally.counters(0);
        assertEquals(recovered + 10, end.delivered());
        assertEquals(0, second.spool.transitions());
    }

    @Test
    void hasNoMoreUnderWayThanItsWindow() throws IOException {
        Run run = new Run(folder, BOOT, new Random(1));
        for (int batch = 0; batch < 20; batch++) {
            run.spool(10L * batch, 10);
        }
        run.network.state(State.UP);
        run.sender.turn(0);
        run.sender.turn(SECOND);

        assertEquals(4, run.network.underWay());
        assertEquals(4, run.tally.counters(0).published());
    }

    @Test
    void sendsAgainWhatIsNotAnsweredAndWaitsLongerEachTime() throws IOException {
        Run run = new Run(folder, BOOT, new Random(1));
        run.spool(0, 10);
        run.network.state(State.UP);
        StringBuilder published = new StringBuilder();
        long before = 0;
        for (int second = 0; second <= 60; second++) {
            run.freeConnection();
            run.sender.turn(second * SECOND);
            long now = run.tally.counters(0).published();
            published.append(now > before ? second + " " : "");
            before = now;
        }

        assertEquals("0 5 15 35 ", published.toString(), "timeouts of 5, 10, 20 s; the next, 40 s, is later");
    }

    @Test
    void aLearnerThatIsThereAgainHasNotToWait() throws IOException {
        Run run = new Run(folder, BOOT, new Random(1));
        run.spool(0, 10);
        run.spool(10, 10);
        run.network.state(State.UP);
        run.sender.turn(0);
        run.answers.arrived(new ExperienceAck(BOOT, 9).write());
        StringBuilder published = new StringBuilder();
        long before = 2;
        for (int second = 0; second <= 30; second++) {
            if (second == 17 || second == 18) {
                run.answers.arrived(new ExperienceAck(BOOT, 9).write());
            }
            run.freeConnection();
            run.sender.turn(second * SECOND);
            long now = run.tally.counters(0).published();
            published.append(now > before ? second + " " : "");
            before = now;
        }

        // silent for 5 and 10 s; back at 17; what it says at 18 is nothing new; silent again for 5 s
        assertEquals("5 15 17 22 ", published.toString());
    }

    @Test
    void refusesAnswersThatAreNoneOrNameWhatWasNeverSent() throws IOException {
        Run run = new Run(folder, BOOT, new Random(1));
        run.spool(0, 10);
        run.network.state(State.UP);
        run.sender.turn(0);
        run.answers.arrived(new byte[] {1, 2, 3});
        run.answers.arrived(new ExperienceAck(BOOT, 10).write());
        run.answers.arrived(new ExperienceAck(new BootId(9, 9), 0).write());
        run.sender.turn(SECOND);

        ExperienceCounters now = run.tally.counters(0);
        assertEquals(List.of(3L, 0L, 10L), List.of(now.acksRefused(), now.delivered(), now.spooled()));
    }

    @Test
    void countsWhatTheSpoolHasNoRoomFor() throws IOException {
        Run run = new Run(folder, BOOT, new Random(1), 5000);
        for (int batch = 0; batch < 20; batch++) {
            run.spool(10L * batch, 10);
        }

        ExperienceCounters now = run.tally.counters(0);
        assertEquals(200, now.produced());
        assertEquals(200, now.spooled() + now.dropped());
        assertEquals(run.spool.transitions(), now.spooled());
        assertTrue(now.spooled() > 0 && now.dropped() > 0, now.toString());
    }

    /// A sender with its spool and its network; each turn is a second.
    private static final class Run {
        private final Answers answers;
        private final FakeNetwork network;
        private final Spool spool;
        private final Tally tally;
        private final ExperienceSender sender;
        private final BootId boot;
        private long now;

        Run(Path folder, BootId boot, Random random) throws IOException {
            this(folder, boot, random, 1 << 24);
        }

        Run(Path folder, BootId boot, Random random, long limit) throws IOException {
            this(folder, boot, new Answers(), random, limit);
        }

        private Run(Path folder, BootId boot, Answers answers, Random random, long limit) throws IOException {
            this(new Spool(folder, SHAPE, boot, limit), boot, answers, new FakeNetwork(random, answers));
        }

        Run(Path folder, BootId boot, Run before) throws IOException {
            this(new Spool(folder, SHAPE, boot, 1 << 24), boot, before.answers, before.network);
        }

        private Run(Spool spool, BootId boot, Answers answers, FakeNetwork network) {
            this.spool = spool;
            this.boot = boot;
            this.answers = answers;
            this.network = network;
            tally = new Tally(spool.transitions());
            sender = new ExperienceSender(SHAPE, spool, network, answers, SETTINGS, tally);
        }

        void spool(long first, int count) {
            for (int i = 0; i < count; i++) {
                tally.produced();
            }
            sender.spool(SampleStream.batch(boot, first, count));
        }

        void turn() {
            now += SECOND;
            sender.turn(now);
            network.turn();
            ExperienceCounters counters = tally.counters(0);
            assertEquals(
                    counters.recovered() + counters.produced(),
                    counters.delivered() + counters.spooled() + counters.queued() + counters.dropped());
            assertEquals(spool.transitions(), counters.spooled());
        }

        void freeConnection() {
            network.free();
        }
    }
}
