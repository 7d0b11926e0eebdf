package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The emulated rotary pendulum in virtual time, one episode after the other with nobody near.
class EpisodesTest {
    private static final ConfigFiles FILES = ConfigFiles.shipped();

    private final PolicyContract contract = new Tasks(FILES).task("furuta").contract();
    private final List<float[]> starts = new ArrayList<>();
    private float[] last = new float[8];
    private volatile boolean running;
    private int episode;
    private int ticks;

    /// Shakes the arm in odd episodes; drives it out beyond its travel in even ones.
    private boolean act(float[] observation, float[] action) {
        boolean begins = running && observation[5] != 0 && last[5] == 0; // the previous action: zero until armed
        if (begins) {
            starts.add(last);
            episode++;
            ticks = 0;
        }
        last = observation.clone();
        ticks++;
        action[0] = episode % 2 == 0 && episode > 0 ? 0.3f : 0.4f * (float) Math.cos(ticks * 0.11);
        return true;
    }

    private SessionReport run(String faults) throws IOException {
        Optional<FaultScript> script = faults.isEmpty()
                ? Optional.empty()
                : Optional.of(Document.yaml("faults.yaml", faults, FaultScriptFormat::read));
        var plant = new MujocoPlants().open("furuta", 3);
        try (var board = new RobotBoard.Emulated(plant, script, false, 100_000)) {
            return new RobotSession(
                            SessionRobot.of(new Robots(FILES), "furuta"),
                            new SessionPolicy("shaking", contract, this::act, Optional.empty()),
                            board,
                            new SessionSettings(8, Optional.empty(), Optional.empty(), false, 2),
                            onceArming(),
                            new VirtualTime())
                    .run();
        }
    }

    /// The loop's warm-up asks the policy, too: what counts begins with the first arming.
    private SessionProgress onceArming() {
        return new SessionProgress() {
            @Override
            public void active(double seconds) {
                // the report says it
            }

            @Override
            public void event(String line) {
                running |= line.contains("inactive to arming");
            }
        };
    }

    @Test
    void waitsUntilItHangsStillAndBeginsAnewAfterTimeAndAfterStopsForItsOwnMotion() throws IOException {
        SessionReport report = run("");

        assertEquals(Fault.NONE, report.fault(), report.events().toString());
        assertEquals(8, report.activeSeconds(), 0.05);
        assertTrue(report.episodes().begun() >= 5, report.episodes() + " " + report.events());
        assertTrue(report.episodes().stopped() >= 2, report.episodes() + " " + report.events());
        assertEquals(report.episodes().begun(), starts.size());
        for (float[] start : starts) {
            assertTrue(start[2] <= -Math.cos(Math.toRadians(2.2)), "cosine as seen from upright " + start[2]);
            assertEquals(0, start[4], 0.031, "a tenth of the pendulum's velocity");
        }
        assertTrue(report.ticks() > 1.5 * report.timing().ticks(), "it waited in between");
    }

    @Test
    void anotherFaultEndsTheRun() throws IOException {
        SessionReport report = run("""
                faults:
                  - {fault: absent, device: ls7366r.pendulum, at: 2 s}
                """);

        assertEquals(Fault.ENCODER_STALE, report.fault(), report.events().toString());
    }

    @Test
    void refusesARobotThatDoesNotComeToRestByItself() {
        assertEquals(
                "episodes need a robot that comes to rest by itself: arming of balancer must be by rest, "
                        + "was by standing upright",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Episodes(
                                        new Robots(FILES).description("balancer"), 1, new OperatorRequests()))
                        .getMessage());
    }
}
