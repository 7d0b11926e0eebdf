package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.command.Command;
import dev.sinew.config.command.SignedCommand;
import dev.sinew.config.command.Verb;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.BalancerBundle;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.loop.PlantPace;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.policy.SignedPolicies;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.RecordedPolicies;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import dev.sinew.runtime.telemetry.Mosquitto;
import dev.sinew.runtime.telemetry.RemoteRobot;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A flight of the emulated balancer that is commanded over mosquitto: two policies come and are swapped in, one at
/// once and one as the robot is let go of; then the flight is replayed.
class SwapFlightTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long TICK_NANOS = 3_000_000; // of real time, in which an operator can do something

    private final CountDownLatch active = new CountDownLatch(1);
    private long counter;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aFlightWithSwapsReplaysWithoutADifferingByte() throws Exception {
        Path file = folder.resolve("balancer.bundle");
        BalancerBundle.write(folder, file);
        SigningKey key = new Keys(folder.resolve("keys")).load("me");
        Bundle first = SignedPolicies.reader(key).read(file);
        byte[] second = BalancerBundle.signed(key, 1.05f);
        byte[] third = BalancerBundle.signed(key, 0.95f);
        Path flight = folder.resolve("flight.mcap");
        try (Mosquitto broker = new Mosquitto(folder);
                RobotBoard board = new SlowBoard();
                LoadedPolicy loaded = LoadedPolicy.load(first, PolicyEngine.JAVA)) {
            RobotSession session = new RobotSession(
                    SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer"),
                    SessionPolicy.of(first, loaded).exploring(new Exploration(0.05, 3, 5)),
                    board,
                    settings(broker, key, flight),
                    progress(),
                    new VirtualTime());
            CompletableFuture<SessionReport> report = CompletableFuture.supplyAsync(() -> run(session));
            assertTrue(active.await(SOON.toSeconds(), TimeUnit.SECONDS), "must drive");

            assertEquals("accepted", command(broker, key, Verb.MARK));
            swap(broker, second, () -> command(broker, key, Verb.SWAP));
            swap(broker, third, () -> command(broker, key, Verb.DISARM));
            assertEquals("accepted", command(broker, key, Verb.STOP));
            SessionReport ended = report.get(SOON.toSeconds(), TimeUnit.SECONDS);

            assertEquals(Fault.NONE, ended.fault(), ended.events().toString());
            assertEquals("stopped by a signed command", ended.reason());
        }
        assertRecorded(flight);
        assertReplays(flight);
    }

    private static void assertRecorded(Path flight) throws IOException {
        List<String> events = FlightLog.read(flight).events.stream()
                .map(event -> event.replaceFirst("^\\d+ ", ""))
                .toList();
        for (String expected : List.of(
                "mark (key .*, counter 1\\) accepted",
                "mark",
                "policy 1 accepted, waits: .*",
                "swap (key .*, counter 2\\) accepted",
                "policy 0 to policy 1",
                "policy 2 accepted, waits: .*",
                "disarm (key .*, counter 3\\) accepted",
                "active to inactive",
                "policy 1 to policy 2",
                "stop (key .*, counter 4\\) accepted")) {
            String pattern = expected.replace("(key", "\\(key");
            assertTrue(events.stream().anyMatch(event -> event.matches(pattern)), expected + " in " + events);
        }
    }

    private static void assertReplays(Path flight) throws IOException {
        try (FlightRecord record = FlightRecord.open(flight)) {
            RecordedRobot robot = RecordedRobot.of(record);
            try (RecordedPolicies policies = RecordedPolicies.load(record, robot.contract())) {
                assertEquals(3, policies.policies().size());
                ReplayReport report = Replay.run(record, robot, policies.policies());

                assertEquals("", RecordedSession.first(report));
                assertEquals(Optional.empty(), report.incomplete());
                assertEquals(0, report.answers().differing());
                assertTrue(
                        report.answers().asked() > 100,
                        "asked " + report.answers().asked());
            }
        }
    }

    /// Something to do that makes the robot swap.
    private interface Cause {
        String bring();
    }

    private static void swap(Mosquitto broker, byte[] bundle, Cause cause) {
        try (RemoteRobot remote = RemoteRobot.connect(broker.uri(), "balancer", PolicyIntake.ANSWER, SOON)) {
            assertEquals("accepted", result(remote.ask(PolicyIntake.POLICY, bundle, answer -> true, SOON)));
            assertEquals("accepted", cause.bring());
            assertEquals("swapped", result(remote.answer(answer -> true, SOON)));
        }
    }

    private String command(Mosquitto broker, SigningKey key, Verb verb) {
        try (RemoteRobot remote = RemoteRobot.connect(broker.uri(), "balancer", CommandPost.ANSWER, SOON)) {
            RemoteRobot.Start start = remote.start(SOON);
            String id = key.trustedKey().id();
            Command command = new Command("balancer", start.nonce(), ++counter, start.unixMillis() + 9000, id, verb);
            return result(remote.ask(CommandPost.COMMAND, SignedCommand.write(command, key), answer -> true, SOON));
        }
    }

    private static String result(Optional<Section> answer) {
        return answer.map(said -> RemoteRobot.text(said, "result") + RemoteRobot.text(said, "text"))
                .orElse("no answer");
    }

    private static SessionReport run(RobotSession session) {
        try {
            return session.run();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static SessionSettings settings(Mosquitto broker, SigningKey key, Path flight) {
        Remote remote = new Remote(
                List.of(key.trustedKey()),
                Optional.of(new Remote.Policies(SignedPolicies.reader(key), PolicyEngine.JAVA)));
        return new SessionSettings(0, Optional.of(flight), Optional.of(broker.uri()), false, 0).with(remote);
    }

    private SessionProgress progress() {
        return new SessionProgress() {
            @Override
            public void active(double seconds) {
                active.countDown();
            }

            @Override
            public void event(String line) {
                // the report says it
            }
        };
    }

    /// The emulated balancer in virtual time, which waits a little of real time in each tick.
    private static final class SlowBoard implements RobotBoard {
        private final Emulated board = new Emulated(new MujocoPlants().open("balancer", 3), Optional.empty(), false, 0);

        @Override
        public WiredRobot open(RobotDescription description, Wiring wiring, BusLog bus, MonotonicClock clock) {
            return board.open(description, wiring, bus, clock);
        }

        @Override
        public PlantPace pace() {
            PlantPace pace = board.pace();
            return new PlantPace.LockStep(nanos -> {
                pace.advance(nanos, nanos);
                LockSupport.parkNanos(TICK_NANOS);
            });
        }

        @Override
        public Map<String, String> metadata() {
            return board.metadata();
        }

        @Override
        public void begin() {
            board.begin();
        }

        @Override
        public Optional<TruthTrace> truth() {
            return board.truth();
        }

        @Override
        public void close() {
            board.close();
        }
    }
}
