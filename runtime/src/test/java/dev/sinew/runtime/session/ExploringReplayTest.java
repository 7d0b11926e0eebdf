package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.PolicyComparison;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run of the emulated Furuta pendulum in virtual time that explores, over several episodes and with chips that fail.
@Timeout(120)
class ExploringReplayTest {
    private static final Exploration NOISE = new Exploration(0.2, 3, 11);

    @TempDir
    Path folder = Path.of("");

    @Test
    void anExploringRunReplaysWithItsNoise() throws IOException {
        Path file = folder.resolve("flight.mcap");
        SessionReport session = record(file, answers(0), Optional.of(NOISE));
        try (FlightRecord record = FlightRecord.open(file)) {
            ReplayReport report = Replay.run(record, RecordedRobot.of(record), List.of(answers(0)));

            assertEquals("", RecordedSession.first(report));
            assertEquals(Optional.empty(), report.incomplete());
            assertEquals(session.ticks() + 1, report.compared().ticks());
            assertEquals(0, report.answers().differing());
            assertTrue(
                    report.answers().asked() > 600, "asked " + report.answers().asked());
            assertTrue(session.episodes().begun() > 2, "episodes " + session.episodes());
        }
    }

    @Test
    void aPolicyThatIsNotExploredAroundReplaysWithoutNoise() throws IOException {
        Path file = folder.resolve("flight.mcap");
        Policy alone = new Alone(answers(0));
        record(file, alone, Optional.of(NOISE));

        assertEquals(0, differing(file, alone));
        assertTrue(differing(file, answers(0)) > 500, "with noise it is another");
    }

    private static long differing(Path file, Policy policy) throws IOException {
        try (FlightRecord record = FlightRecord.open(file)) {
            return Replay.run(record, RecordedRobot.of(record), List.of(policy))
                    .answers()
                    .differing();
        }
    }

    /// A policy that shows what it is worth.
    private record Alone(Policy policy) implements Policy {
        @Override
        public boolean act(float[] observation, float[] action) {
            return policy.act(observation, action);
        }

        @Override
        public boolean explored() {
            return false;
        }
    }

    @Test
    void anotherPolicyIsComparedWithoutTheNoise() throws IOException {
        Path file = folder.resolve("flight.mcap");
        record(file, answers(0), Optional.of(NOISE));

        assertEquals(0, largestDistance(file, answers(0)), 0);
        // 0.1 beside the recorded one, but for ticks in which the noise takes one of both to its bound
        assertEquals(0.1, largestDistance(file, answers(0.1f)), 1e-6);
    }

    private double largestDistance(Path file, Policy other) throws IOException {
        try (FlightRecord record = FlightRecord.open(file)) {
            RecordedRobot robot = RecordedRobot.of(record);
            PolicyComparison comparison = new PolicyComparison(other, robot.contract(), 0.05, 5);
            Replay.run(record, robot, List.of(), comparison);
            assertTrue(comparison.ticks() > 500, "ticks " + comparison.ticks());
            return comparison.distances().getFirst().largest();
        }
    }

    /// {@return a policy that remembers nothing}
    private static Policy answers(float offset) {
        return (observation, action) -> {
            action[0] = 0.3f * (float) StrictMath.cos(7 * observation[0] + 3 * observation[1]) + offset;
            return true;
        };
    }

    private static SessionReport record(Path file, Policy played, Optional<Exploration> noise) throws IOException {
        PolicyContract contract =
                new Tasks(ConfigFiles.shipped()).task("furuta").contract();
        FaultScript faults = Document.yaml("faults.yaml", """
                faults:
                  - {fault: stale, device: ina219, at: 3 s, for: 10 ms}
                  - {fault: cut_short, device: ls7366r.arm, at: 4 s, for: 10 ms}
                """, FaultScriptFormat::read);
        SessionPolicy policy = new SessionPolicy("still", contract, played, Optional.empty());
        try (RobotBoard board =
                new RobotBoard.Emulated(new MujocoPlants().open("furuta", 3), Optional.of(faults), false, 0)) {
            return new RobotSession(
                            SessionRobot.of(new Robots(ConfigFiles.shipped()), "furuta"),
                            noise.map(policy::exploring).orElse(policy),
                            board,
                            new SessionSettings(6, Optional.of(file), Optional.empty(), false, 2),
                            SessionProgress.none(),
                            new VirtualTime())
                    .run();
        }
    }
}
