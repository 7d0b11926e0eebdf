package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rotary pendulum, whose motor hangs on two PWM channels and which begins anew by itself, replays as the balancer
/// does.
class FurutaReplayTest {
    private final PolicyContract contract =
            new Tasks(ConfigFiles.shipped()).task("furuta").contract();
    private int ticks;

    @TempDir
    Path folder = Path.of("");

    @Test
    void replaysEveryByteOfSixtySecondsWithEpisodesAndFaults() throws IOException {
        Path file = folder.resolve("flight.mcap");
        SessionReport session = record(file);
        ReplayReport report = replay(file);

        assertEquals("", RecordedSession.first(report));
        assertEquals(Optional.empty(), report.incomplete());
        assertEquals(session.ticks() + 1, report.compared().ticks());
        assertTrue(session.activeSeconds() >= 60, "active " + session.activeSeconds());
        assertTrue(
                session.events().stream()
                                .filter(line -> line.endsWith("arming to active"))
                                .count()
                        > 3,
                session.events().toString());
    }

    @Test
    void namesThePwmChannelWhoseDutyDiffers() throws IOException {
        Path file = folder.resolve("flight.mcap");
        Path edited = folder.resolve("edited.mcap");
        record(file);
        long[] where = {-1};
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            int at = topic.equals("/bus") && number > 400 && where[0] < 0 ? pwm(message) : -1;
            if (at >= 0) {
                where[0] = number;
                message[at + 15] ^= 0x01; // last byte of the duty
            }
            return message;
        });
        String first = RecordedSession.first(replay(edited));

        assertTrue(
                first.startsWith("tick " + where[0] + ", drv8871 of arm (pwm-header.")
                        && first.contains("), byte 15: recorded 0x"),
                first);
    }

    /// {@return where a PWM write of 16 bytes begins, or −1}
    private static int pwm(byte[] message) {
        for (int at = 0; at + 17 < message.length; at++) {
            if (message[at] == (4 << 3 | 2) && message[at + 1] == 16) {
                return at + 2;
            }
        }
        return -1;
    }

    private ReplayReport replay(Path file) throws IOException {
        try (FlightRecord record = FlightRecord.open(file)) {
            return Replay.run(record, RecordedRobot.of(record), List.of());
        }
    }

    private SessionReport record(Path file) throws IOException {
        FaultScript faults = Document.yaml("faults.yaml", """
                faults:
                  - {fault: stale, device: ina219, at: 6 s, for: 10 ms}
                  - {fault: cut_short, device: ls7366r.arm, at: 9 s, for: 10 ms}
                  - {fault: bus_hangs, bus: spi-0, at: 0.3 s, for: 0.1 s}
                """, FaultScriptFormat::read);
        try (RobotBoard board =
                new RobotBoard.Emulated(new MujocoPlants().open("furuta", 3), Optional.of(faults), false, 0)) {
            return new RobotSession(
                            SessionRobot.of(new Robots(ConfigFiles.shipped()), "furuta"),
                            new SessionPolicy("shaking", contract, this::shake, Optional.empty()),
                            board,
                            new SessionSettings(60, Optional.of(file), Optional.empty(), false, 8),
                            SessionProgress.none(),
                            new VirtualTime())
                    .run();
        }
    }

    private boolean shake(float[] observation, float[] action) {
        action[0] = 0.4f * (float) StrictMath.cos(ticks++ * 0.11);
        return true;
    }
}
