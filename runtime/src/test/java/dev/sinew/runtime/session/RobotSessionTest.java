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
import dev.sinew.hal.safety.Fault;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way on the emulated balancer in virtual time: bytes, drivers, control step, gate, loop, record, with all
/// the threads of a session. The policy is a linear controller on what the sensors say.
class RobotSessionTest {
    private final ConfigFiles files = ConfigFiles.shipped();
    private final PolicyContract contract = new Tasks(files).task("balancer").contract();

    @TempDir
    Path folder;

    @Test
    void armsBalancesRecordsAndStops() throws IOException {
        Path record = folder.resolve("flight.mcap");
        try (RobotBoard.Emulated board = board(Optional.empty())) {
            SessionReport report =
                    run(board, RobotSessionTest::balance, settings(2, Optional.of(record)), new VirtualTime());

            assertEquals(Fault.NONE, report.fault(), report.events().toString());
            assertEquals(2.01, report.activeSeconds(), 1e-9); // the tick that was due already when its time was up
            assertEquals(0, report.missed());
            assertEquals(report.ticks() + 1, report.recordedTicks(), "every tick and the stop");
            assertTrue(Files.size(record) > 100_000);
            TruthTrace truth = board.truth().orElseThrow();
            for (int i = 0; i < truth.size(); i++) {
                assertTrue(Math.abs(truth.tilt(i)) < 0.2, "tilt " + truth.tilt(i) + " at " + i);
            }
        }
    }

    @Test
    void cutsWhenThePolicyIsNoNumber() throws IOException {
        try (RobotBoard.Emulated board = board(Optional.empty())) {
            int[] driven = new int[1];
            Policy broken = (observation, action) -> {
                balance(observation, action);
                driven[0] = observation[7] == 0 ? 0 : driven[0] + 1; // its previous action: zero until armed
                if (driven[0] > 50) {
                    action[0] = Float.NaN;
                }
                return true;
            };
            SessionReport report = run(board, broken, settings(10, Optional.empty()), new VirtualTime());

            assertEquals(Fault.TARGET_INVALID, report.fault(), report.events().toString());
        }
    }

    @Test
    void cutsWhenTheEmergencyStopOpens() throws IOException {
        FaultScript script = Document.yaml("faults.yaml", """
                faults:
                  - {fault: emergency_stop_open, at: 2 s}
                """, FaultScriptFormat::read);
        try (RobotBoard.Emulated board = board(Optional.of(script))) {
            SessionReport report =
                    run(board, RobotSessionTest::balance, settings(10, Optional.empty()), new VirtualTime());

            assertEquals(Fault.EMERGENCY_STOP, report.fault(), report.events().toString());
            assertEquals(1, report.activeSeconds(), 0.1, "armed within the first second");
        }
    }

    @Test
    void saysThatTheSupplyIsCutWhileACallHangs() throws IOException {
        FaultScript script = Document.yaml("faults.yaml", """
                faults:
                  - {fault: bus_hangs, bus: spi-0, at: 2 s, for: 1 s}
                """, FaultScriptFormat::read);
        try (RobotBoard.Emulated board = board(Optional.of(script))) {
            SessionReport report =
                    run(board, RobotSessionTest::balance, settings(10, Optional.empty()), new VirtualTime());
            int cut = report.events().indexOf("supervisor  supply cut, the loop does not tick");

            assertEquals(Fault.LOOP_STALLED, report.fault());
            assertTrue(cut >= 0 && cut < report.events().indexOf("tick 200  mode  active to fault"));
        }
    }

    @Test
    void armsOnceTheLoopKeepsItsRate() throws IOException {
        FaultScript script = Document.yaml("faults.yaml", """
                faults:
                  - {fault: bus_hangs, bus: spi-0, at: 0.3 s, for: 0.1 s}
                """, FaultScriptFormat::read);
        try (RobotBoard.Emulated board = board(Optional.of(script))) {
            SessionReport report =
                    run(board, RobotSessionTest::balance, settings(1, Optional.empty()), new VirtualTime());

            assertEquals(Fault.NONE, report.fault(), report.events().toString());
            assertEquals(1.01, report.activeSeconds(), 1e-9);
            assertTrue(report.missed() >= 8, "missed " + report.missed());
        }
    }

    /// It is asked to arm at 0.5 s and would be armed at 1 s. One that never is would wait for ever, but for the stop.
    @ParameterizedTest
    @ValueSource(doubles = {0.495, 0.505, 0.75, 0.985})
    void aStallBeforeItIsArmedMakesItWaitAnew(double seconds) throws IOException {
        FaultScript script = Document.yaml("faults.yaml", """
                faults:
                  - {fault: bus_hangs, bus: spi-0, at: %s s, for: 0.1 s}
                  - {fault: emergency_stop_open, at: 8 s}
                """.formatted(seconds), FaultScriptFormat::read);
        try (RobotBoard.Emulated board = board(Optional.of(script))) {
            SessionReport report =
                    run(board, RobotSessionTest::balance, settings(1, Optional.empty()), new VirtualTime());

            List<String> events = report.events();
            assertEquals(Fault.NONE, report.fault(), events.toString());
            assertEquals(1.01, report.activeSeconds(), 1e-9, events.toString());
            assertTrue(report.missed() >= 8, "missed " + report.missed());
            int armed = events.stream()
                    .filter(line -> line.endsWith("  mode  arming to active"))
                    .mapToInt(line -> Integer.parseInt(line.split(" ", -1)[1]))
                    .findFirst()
                    .orElseThrow();
            long before = Math.round(100 * seconds); // ticks; of those within the stall the first is done, late
            assertTrue(armed >= before + 50, "armed in tick %d: %s".formatted(armed, events));
        }
    }

    /// The same on the machine's clock. A busy machine trips the supervisor, so it runs by name:
    /// the command stands in this module's README.
    @Test
    @Tag("long")
    void balancesInRealTime() throws IOException {
        try (RobotBoard.Emulated board = board(Optional.empty())) {
            SessionSettings settings = new SessionSettings(2, Optional.empty(), Optional.empty(), true, 0);
            SessionReport report = run(board, RobotSessionTest::balance, settings, new SessionTime.Real());

            assertEquals(Fault.NONE, report.fault(), report.events().toString());
            assertEquals(2, report.activeSeconds(), 0.1);
        }
    }

    private SessionReport run(RobotBoard board, Policy policy, SessionSettings settings, SessionTime time)
            throws IOException {
        return new RobotSession(
                        SessionRobot.of(new Robots(files), "balancer"),
                        new SessionPolicy("linear", contract, policy, Optional.empty()),
                        board,
                        settings,
                        SessionProgress.none(),
                        time)
                .run();
    }

    private static SessionSettings settings(double seconds, Optional<Path> record) {
        return new SessionSettings(seconds, record, Optional.empty(), false, 0);
    }

    private static RobotBoard.Emulated board(Optional<FaultScript> faults) {
        return new RobotBoard.Emulated(new MujocoPlants().open("balancer", 3), faults, false, 10_000);
    }

    private static boolean balance(float[] observation, float[] action) {
        float tilt = observation[0];
        float rate = observation[1];
        float x = 0.04f * ((observation[3] + observation[4]) / 2 + tilt);
        float v = 0.04f * ((observation[5] + observation[6]) / 2 + rate);
        float u = Math.clamp(11.4f * tilt + 0.25f * rate + 0.96f * x + 2.76f * v, -1, 1);
        action[0] = u;
        action[1] = u;
        return true;
    }
}
