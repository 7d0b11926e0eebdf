package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.robot.Robots;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.BalancerBundle;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.policy.SignedPolicies;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.RecordedPolicies;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What learns from a run of the emulated balancer in virtual time.
@Timeout(60)
class LearningTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private Path bundle = Path.of("");
    private SigningKey key = SigningKey.create();

    @BeforeEach
    void signs() throws IOException {
        bundle = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, bundle);
        key = new Keys(folder.resolve("keys")).load("me");
    }

    @Test
    void knowsThePoliciesByTheNumbersThatTicksName() throws Exception {
        byte[] second = BalancerBundle.signed(key, 1.05f);
        Delivering learner = new Delivering(second);

        Path flight = folder.resolve("flight.mcap");
        SessionReport report = run(learner, flight);

        assertEquals(Fault.NONE, report.fault(), report.events().toString());
        assertEquals(
                Sha256.hex(Files.readAllBytes(bundle)),
                learner.course().policies().apply(0).sha256());
        assertEquals(Sha256.hex(second), learner.course().policies().apply(1).sha256());
        assertEquals(report.ticks() + 1, learner.ticks, "every tick and the stop");
        assertEquals(0, learner.course().journal().lost());
        assertTrue(learner.answers.getFirst().contains("\"result\":\"accepted\""), learner.answers.toString());
        try (FlightRecord record = FlightRecord.open(flight);
                RecordedPolicies policies =
                        RecordedPolicies.load(record, RecordedRobot.of(record).contract())) {
            assertEquals(2, policies.policies().size(), "the learner's bundle must be in the record");
        }
    }

    @Test
    void aLearnerThatCannotBeginEndsTheRunBeforeAnythingMoves() {
        Learning broken = course -> {
            throw new IOException("spool is full");
        };

        IOException why = assertThrows(IOException.class, () -> run(broken, folder.resolve("none.mcap")));

        assertEquals("spool is full", why.getMessage());
    }

    @Test
    void aLearnerThatFailsAtItsEndIsTold() throws Exception {
        Learning failing = course -> new Learning.Ongoing() {
            @Override
            public Optional<ExperienceCounters> counters() {
                return Optional.of(new ExperienceCounters(0, 7, 0, 0, 0, 7, 0, 0, 0));
            }

            @Override
            public void close() throws IOException {
                throw new IOException("disk is gone");
            }
        };

        SessionReport report = run(failing, folder.resolve("flight.mcap"));

        assertEquals(Fault.NONE, report.fault());
        assertEquals(List.of("learning: disk is gone"), warnings);
        assertEquals(7, report.experience().orElseThrow().produced());
        assertEquals(report.ticks() + 1, report.recordedTicks());
    }

    @Test
    void healthSaysWhereTransitionsAreWhileTheRobotRuns() throws Exception {
        AtomicLong asked = new AtomicLong();
        Learning full = course -> new Learning.Ongoing() {
            @Override
            public Optional<ExperienceCounters> counters() {
                long dropped = asked.incrementAndGet();
                return Optional.of(new ExperienceCounters(0, dropped, 0, 0, 0, dropped, 0, 0, 0));
            }

            @Override
            public void close() {
                // nothing to lose
            }
        };
        Path flight = folder.resolve("flight.mcap");

        SessionReport report = run(full, flight);

        List<Long> dropped = FlightLog.read(flight).dropped;
        assertTrue(dropped.size() > 2, dropped.toString());
        assertEquals(LongStream.rangeClosed(1, dropped.size()).boxed().toList(), dropped);
        assertEquals(dropped.size() + 1, report.experience().orElseThrow().dropped(), "asked once more at the end");
    }

    private SessionReport run(Learning learning, Path flight) throws IOException {
        Bundle first = SignedPolicies.reader(key).read(bundle);
        Remote remote = new Remote(
                List.of(key.trustedKey()),
                Optional.of(new Remote.Policies(SignedPolicies.reader(key), PolicyEngine.JAVA)));
        SessionSettings settings = new SessionSettings(2, Optional.of(flight), Optional.empty(), false, 0);
        try (RobotBoard board =
                        new RobotBoard.Emulated(new MujocoPlants().open("balancer", 3), Optional.empty(), false, 0);
                LoadedPolicy loaded = LoadedPolicy.load(first, PolicyEngine.JAVA)) {
            return new RobotSession(
                            SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer"),
                            SessionPolicy.of(first, loaded),
                            board,
                            settings.with(remote).with(learning),
                            new Warned(),
                            new VirtualTime())
                    .run();
        }
    }

    /// Keeps what a person should look at.
    private final class Warned implements SessionProgress {
        @Override
        public void active(double seconds) {
            // not looked at
        }

        @Override
        public void event(String line) {
            // not looked at
        }

        @Override
        public void warning(String line) {
            warnings.add(line);
        }
    }

    /// Hands a policy over as it begins, and counts the ticks as it ends: the journal holds them all.
    private static final class Delivering implements Learning, Learning.Ongoing {
        private final byte[] bundle;
        private final List<String> answers = new CopyOnWriteArrayList<>();
        private final CountDownLatch answered = new CountDownLatch(1);
        private Optional<Course> course = Optional.empty();
        private long ticks;

        Delivering(byte[] bundle) {
            this.bundle = bundle;
        }

        Course course() {
            return course.orElseThrow();
        }

        @Override
        public Ongoing begin(Course begun) {
            course = Optional.of(begun);
            begun.delivery().deliver(bundle, (topic, content) -> {
                answers.add(content.json());
                answered.countDown();
            });
            assertTrue(waits(answered), "an answer, before the robot moves");
            return this;
        }

        private static boolean waits(CountDownLatch latch) {
            try {
                return latch.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts a learner", e);
            }
        }

        @Override
        public Optional<ExperienceCounters> counters() {
            return Optional.empty();
        }

        @Override
        public void close() {
            while (course().journal().poll()) {
                ticks++;
            }
        }
    }
}
