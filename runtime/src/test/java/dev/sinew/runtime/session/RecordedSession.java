package dev.sinew.runtime.session;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.Difference;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import dev.sinew.sim.plant.MujocoPlants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A session of the emulated balancer in virtual time, in which chips fail for some ticks, a bus hangs, and the robot
/// goes on; and replays of it.
final class RecordedSession {
    static final PolicyContract CONTRACT =
            new Tasks(ConfigFiles.shipped()).task("balancer").contract();

    private RecordedSession() {}

    /// {@return ticks of the session}
    ///
    /// @param file where its record goes
    static long record(Path file) throws IOException {
        FaultScript faults = Document.yaml("faults.yaml", """
                faults:
                  - {fault: bus_hangs, bus: spi-0, at: 0.3 s, for: 0.1 s}
                  - {fault: absent, device: mpu6050, at: 2 s, for: 20 ms}
                  - {fault: stale, device: ina219, at: 2.2 s, for: 20 ms}
                  - {fault: cut_short, device: ls7366r.left_wheel, at: 2.4 s, for: 10 ms}
                  - {fault: spike, device: mpu6050, angular_velocity: 15 rad/s, specific_force: 0 m/s2,
                     at: 2.6 s, for: 10 ms}
                """, FaultScriptFormat::read);
        SessionSettings settings = new SessionSettings(2, Optional.of(file), Optional.empty(), false, 0);
        try (RobotBoard board =
                new RobotBoard.Emulated(new MujocoPlants().open("balancer", 3), Optional.of(faults), false, 0)) {
            return new RobotSession(
                            SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer"),
                            new SessionPolicy("linear", CONTRACT, RecordedSession::balance, Optional.empty()),
                            board,
                            settings,
                            SessionProgress.none(),
                            new VirtualTime())
                    .run()
                    .ticks();
        }
    }

    static ReplayReport replay(Path path, UnaryOperator<RecordedRobot> change) throws IOException {
        try (FlightRecord record = FlightRecord.open(path)) {
            return Replay.run(record, change.apply(RecordedRobot.of(record)), List.of(RecordedSession::balance));
        }
    }

    static ReplayReport replay(Path path, Policy policy) throws IOException {
        try (FlightRecord record = FlightRecord.open(path)) {
            return Replay.run(record, RecordedRobot.of(record), List.of(policy));
        }
    }

    static String first(ReplayReport report) {
        return report.first().map(Difference::line).orElse("");
    }

    static boolean balance(float[] observation, float[] action) {
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
