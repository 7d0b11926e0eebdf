package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.control.AttitudeFilter;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.safety.SafetyGate;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.Answers;
import dev.sinew.runtime.replay.PolicyComparison;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recorded session replays as it is, and then with something changed: in the robot, in its drivers, in the record,
/// in the policy.
class ReplayTest {
    private final PolicyContract contract = RecordedSession.CONTRACT;

    @TempDir
    Path folder = Path.of("");

    private Path file = folder;
    private long ticks;

    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("flight.mcap");
        ticks = RecordedSession.record(file);
    }

    @Test
    void replaysEveryByteOfARunWithFaults() throws IOException {
        ReplayReport report = RecordedSession.replay(file, UnaryOperator.identity());

        assertEquals("", RecordedSession.first(report));
        assertEquals(Optional.empty(), report.incomplete());
        assertEquals(new ReplayReport.Differing(0, 0), report.differing());
        assertEquals(ticks + 1, report.compared().ticks(), "every tick and the stop");
        assertTrue(report.compared().transfers() > 10 * ticks, report.toString());
        assertEquals(ticks, report.answers().asked());
        assertEquals(0, report.answers().differing());
    }

    @Test
    void replaysAlikeInEveryTurn() throws IOException {
        assertEquals(
                RecordedSession.replay(file, UnaryOperator.identity()),
                RecordedSession.replay(file, UnaryOperator.identity()));
    }

    @Test
    void takesTheAnswersFromARecordWithoutItsPolicy() throws IOException {
        try (FlightRecord record = FlightRecord.open(file)) {
            ReplayReport report = Replay.run(record, RecordedRobot.of(record), List.of());

            assertEquals("", RecordedSession.first(report));
            assertEquals(0, report.answers().asked());
        }
    }

    @Test
    void findsItsFilesWhereverTheyLie() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copyFilesLast(file, edited);

        assertEquals(
                RecordedSession.replay(file, UnaryOperator.identity()),
                RecordedSession.replay(edited, UnaryOperator.identity()));
    }

    @Test
    void endsWhereAPolicyAnswersThatTheRecordDoesNotHold() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            if (topic.equals("/tick") && number >= 150) {
                byte[] longer = Arrays.copyOf(message, message.length + 3);
                longer[message.length] = (byte) 0xB8; // field 23, the policy's number
                longer[message.length + 1] = 0x01;
                longer[message.length + 2] = 1;
                return longer;
            }
            return message;
        });
        ReplayReport report = RecordedSession.replay(edited, UnaryOperator.identity());

        assertEquals(
                Optional.of("the bundle of policy 1, which answered in tick 150, is not in the record"),
                report.incomplete());
        assertEquals(150, report.compared().ticks());
        assertEquals("", RecordedSession.first(report));
    }

    @Test
    void findsAnotherConstantOfTheAttitudeFilterInTheTickInWhichItFirstMatters() throws IOException {
        RobotDescription robot = contract.robot();
        RobotDescription other = new RobotDescription(
                robot.name(),
                robot.rateHertz(),
                robot.joints(),
                robot.attitude()
                        .map(attitude -> new AttitudeSettings(
                                attitude.calibrationSeconds(),
                                attitude.timeConstantSeconds(),
                                0.5 * attitude.biasTimeConstantSeconds())),
                robot.safety(),
                robot.arming());
        ReplayReport report = RecordedSession.replay(
                file, recorded -> new RecordedRobot(other, recorded.wiring(), with(recorded.contract(), other)));

        int expected = firstEstimateThatDiffers(robot, other);
        assertTrue(expected >= 50, "calibration takes 0.5 s, the bias is tracked from then on: " + expected);
        assertEquals(expected, report.first().orElseThrow().tick());
        assertTrue(RecordedSession.first(report).contains(", estimate."), RecordedSession.first(report));
        assertTrue(report.firstByte().orElseThrow().tick() > expected, report.toString());
        assertTrue(
                report.firstByte().orElseThrow().line().contains("motor_hat (i2c-1 0x60), byte "), report.toString());
    }

    /// {@return the first tick whose estimate is another, by what the gate lets through and the filters alone}
    private int firstEstimateThatDiffers(RobotDescription robot, RobotDescription other) throws IOException {
        SafetyGate gate = new SafetyGate(robot);
        AttitudeFilter before = new AttitudeFilter(robot);
        AttitudeFilter after = new AttitudeFilter(other);
        List<RobotState> readings = RecordedReadings.of(file);
        int tick = -1;
        boolean equal = true;
        while (equal) {
            tick++;
            RobotState accepted = gate.inspect(readings.get(tick));
            AttitudeEstimate was = before.update(accepted);
            AttitudeEstimate is = after.update(accepted);
            equal = Arrays.equals(was.gravity(), is.gravity())
                    && Arrays.equals(was.angularVelocity(), is.angularVelocity());
        }
        return tick;
    }

    @Test
    void findsAnotherConversionInADriverInTheTickInWhichItFirstMatters() throws IOException {
        String wiring = ConfigFiles.shipped().text("robots/balancer/wiring.yaml");
        Wiring other = Robots.wiring(
                "wiring.yaml",
                wiring.replaceFirst("counts_per_turn: 2248.8", "counts_per_turn: 2248.9"),
                contract.robot());
        ReplayReport report = RecordedSession.replay(
                file, recorded -> new RecordedRobot(recorded.description(), other, recorded.contract()));

        List<RobotState> readings = RecordedReadings.of(file);
        int expected = 0;
        while (readings.get(expected).velocity()[0] == 0) {
            expected++;
        }
        assertTrue(expected > 0, "the wheel stands at first");
        assertEquals(expected, report.first().orElseThrow().tick());
        assertTrue(
                RecordedSession.first(report).startsWith("tick " + expected + ", state.position[0]: recorded "),
                RecordedSession.first(report));
        assertTrue(report.differing().ticks() > 100, report.toString());
    }

    @Test
    void namesDeviceAndByteOfAWriteThatDiffers() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        byte[] recorded = new byte[1];
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            if (topic.equals("/bus") && number == 150) {
                int at = burst(message);
                recorded[0] = message[at + 3];
                message[at + 3] ^= 0x01;
            }
            return message;
        });
        ReplayReport report = RecordedSession.replay(edited, UnaryOperator.identity());

        assertEquals(
                String.format(
                        "tick 150, motor_hat (i2c-1 0x60), byte 3: recorded 0x%02X, replayed 0x%02X",
                        (recorded[0] ^ 0x01) & 0xFF, recorded[0] & 0xFF),
                RecordedSession.first(report));
        assertEquals(new ReplayReport.Differing(1, 1), report.differing());
    }

    /// {@return where the motor HAT's burst begins: 25 bytes out from the first LED register that is used, 0x26}
    private static int burst(byte[] message) {
        for (int at = 0; at < message.length; at++) {
            if (message[at] == 25 && message[at + 1] == 0x26) {
                return at + 1;
            }
        }
        throw new AssertionError("no burst");
    }

    @Test
    void saysThatATransferIsMissingWhereTheRecordHasNone() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            if (topic.equals("/bus") && number == 150) {
                message[burst(message) - 3] = 0x61; // the address before the bytes: nothing is wired there
            }
            return message;
        });
        String first = RecordedSession.first(RecordedSession.replay(edited, UnaryOperator.identity()));

        assertTrue(
                first.startsWith("tick 150, recorded a transfer with i2c-1 0x61, replayed a transfer with motor_hat"),
                first);
    }

    @Test
    void saysThatATransferOfTheRecordWasNotAskedFor() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            if (topic.equals("/bus") && number == 150) {
                byte[] longer = Arrays.copyOf(message, message.length + 4);
                longer[message.length] = 2 << 3 | 2; // one transfer more, of two bytes
                longer[message.length + 1] = 2;
                longer[message.length + 2] = 1 << 3; // on channel 1
                longer[message.length + 3] = 1;
                return longer;
            }
            return message;
        });
        ReplayReport report = RecordedSession.replay(edited, UnaryOperator.identity());

        assertEquals(
                "tick 150, recorded a transfer with heartbeat (gpio-22), replayed nothing more",
                RecordedSession.first(report));
        assertEquals(new ReplayReport.Differing(1, 0), report.differing());
    }

    @Test
    void findsAPolicyThatAnswersOtherwiseThanWhenItWasRecorded() throws IOException {
        Policy rounds = (observation, action) -> {
            boolean usable = RecordedSession.balance(observation, action);
            action[0] = Math.nextUp(action[0]);
            return usable;
        };
        Policy strays = (observation, action) -> {
            boolean usable = RecordedSession.balance(observation, action);
            action[0] += 0.001f;
            return usable;
        };
        ReplayReport rounded = RecordedSession.replay(file, rounds);
        ReplayReport strayed = RecordedSession.replay(file, strays);

        assertEquals("", RecordedSession.first(rounded));
        assertEquals(ticks, rounded.answers().differing());
        assertTrue(rounded.answers().largest() <= Answers.ROUNDING, rounded.toString());
        assertTrue(
                RecordedSession.first(strayed).startsWith("tick 0, answer of policy 0: recorded ["),
                RecordedSession.first(strayed));
        assertEquals(0, strayed.differing().bytes(), "the recorded answer is used");
    }

    @Test
    void saysWhereAnotherPolicyWouldHaveActedDifferently() throws IOException {
        int[] asked = new int[1];
        Policy other = (observation, action) -> {
            asked[0]++;
            boolean usable = RecordedSession.balance(observation, action);
            action[1] = asked[0] == 70 ? -Math.signum(action[1]) : Math.clamp(action[1] + 0.01f, -1, 1);
            return asked[0] != 3 && usable;
        };
        PolicyComparison comparison = new PolicyComparison(other, contract, 0.02, 2);
        try (FlightRecord record = FlightRecord.open(file)) {
            ReplayReport report = Replay.run(record, RecordedRobot.of(record), List.of(), comparison);
            assertEquals("", RecordedSession.first(report));
        }
        PolicyComparison.Distance left = comparison.distances().get(0);
        PolicyComparison.Distance right = comparison.distances().get(1);

        assertEquals(asked[0], comparison.ticks());
        assertEquals(201, comparison.ticks(), "2 s at 100 Hz, and the tick that was due already");
        assertEquals(new PolicyComparison.Distance("left_wheel", 0, 0, 0), left);
        assertEquals(0.01, right.p99(), 1e-6); // 201 ticks: the farthest two are left out
        assertEquals(1, comparison.unusable());
        PolicyComparison.Moment farthest = comparison.moments().getFirst();
        assertEquals(-Math.signum(farthest.recorded()), farthest.other(), "the action that was turned round");
        assertEquals(1 + Math.abs(farthest.recorded()), farthest.distance(), 1e-6);
        assertEquals("right_wheel", farthest.joint());
        assertEquals(1, comparison.beyond());
        assertEquals(2, comparison.moments().size());
    }

    private static PolicyContract with(PolicyContract contract, RobotDescription robot) {
        return new PolicyContract(
                robot,
                contract.task(),
                contract.delayBudgetSeconds(),
                contract.joints(),
                contract.observation(),
                contract.action(),
                contract.normalization());
    }
}
