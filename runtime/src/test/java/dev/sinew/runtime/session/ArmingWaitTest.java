package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What keeps a robot from arming is said, on emulated chips in virtual time.
class ArmingWaitTest {
    private static final ConfigFiles FILES = ConfigFiles.shipped();

    @Test
    void namesTheReadingThatIsMissing() throws IOException {
        assertEquals(
                List.of("arming for 20 s: no fresh reading of the power monitor"),
                waits("furuta", "{fault: absent, device: ina219, at: 300 ms}"));
        assertEquals(
                List.of("arming for 20 s: no fresh encoder reading"),
                waits("furuta", "{fault: absent, device: ls7366r.arm, at: 300 ms}"));
        assertEquals(
                List.of("arming for 20 s: no fresh IMU reading"),
                waits("balancer", "{fault: absent, device: mpu6050, at: 300 ms}"));
    }

    @Test
    void namesTheJointThatDoesNotRest() throws IOException {
        List<String> lines = waits(
                "furuta",
                "{fault: miscount, device: ls7366r.pendulum, angular_velocity: 1 rad/s, at: 300 ms, for: 500 ms}");

        // 0.5 rad are 28.6 deg; the chip counts in steps of 0.15 deg and the fault begins and ends between two of them
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(
                lines.getFirst()
                        .matches("arming for 20 s: pendulum must rest within 2\\.0 deg of its zero, is 28\\.[2-7] deg"
                                + " off: switched on while it hung there\\?"),
                lines.toString());
    }

    @Test
    void saysThatNothingIsWrongInTheTickThatItLookedAt() throws IOException {
        List<String> lines = waits("furuta", """
                {fault: absent, device: ina219, at: 300 ms, for: 20150 ms}
                """.strip());

        assertEquals(List.of("arming for 20 s: something moves or fails now and then within 0.5 s"), lines);
    }

    /// Runs until something is said of the wait, or until it is driven.
    private static List<String> waits(String robot, String fault) throws IOException {
        PolicyContract contract = new Tasks(FILES).task(robot).contract();
        var script = Document.yaml("faults.yaml", "faults:\n  - " + fault + "\n", FaultScriptFormat::read);
        var stopping = new Stopping();
        try (var board =
                new RobotBoard.Emulated(new MujocoPlants().open(robot, 3), Optional.of(script), false, 100_000)) {
            var session = new RobotSession(
                    SessionRobot.of(new Robots(FILES), robot),
                    new SessionPolicy("still", contract, (observation, action) -> true, Optional.empty()),
                    board,
                    new SessionSettings(1, Optional.empty(), Optional.empty(), false, 0),
                    stopping,
                    new VirtualTime());
            stopping.session = Optional.of(session);
            session.run();
            return List.copyOf(stopping.lines);
        }
    }

    private static final class Stopping implements SessionProgress {
        private final List<String> lines = new ArrayList<>();
        private Optional<RobotSession> session = Optional.empty();

        @Override
        public void active(double seconds) {
            // its time ends the run
        }

        @Override
        public void event(String line) {
            if (line.startsWith("arming for ")) {
                lines.add(line);
                session.orElseThrow().stop().request("it waits");
            }
        }
    }
}
