package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.Difference;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each fault gets, by script, through the running loop of the shipped balancer on emulated chips: the ticks to
/// the stop, the name, the bytes, the record, and what it takes to arm again. [FaultRun] says what happens when.
///
/// What the gate makes of the ticks from the first that the fault can touch is one letter each: P, its targets pass;
/// H, the last ones are held; S, stopped.
class FaultTableTest {
    private static final List<String> CUT = List.of("supply 00", "hat fd 10");
    private static final FaultRun.Thought SOUND = (run, tick, action) -> true;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            absent, device: mpu6050                | HHHS | IMU_STALE
            cut_short, device: mpu6050             | HHHS | IMU_STALE
            stale, device: mpu6050                 | HHHS | IMU_STALE
            power_loss, device: mpu6050            | HHHS | IMU_STALE
            absent, device: ina219                 | HHHS | SUPPLY_STALE
            cut_short, device: ina219              | HHHS | SUPPLY_STALE
            stale, device: ina219                  | HHHS | SUPPLY_STALE
            power_loss, device: ina219             | HHHS | SUPPLY_STALE
            absent, device: ls7366r.left_wheel     | HHHS | ENCODER_STALE
            cut_short, device: ls7366r.left_wheel  | HHHS | ENCODER_STALE
            power_loss, device: ls7366r.left_wheel | HHHS | ENCODER_STALE
            absent, device: motor_hat              | PHHS | ACTUATOR_STALE
            cut_short, device: motor_hat           | PHHS | ACTUATOR_STALE
            power_loss, device: motor_hat          | PHHS | ACTUATOR_STALE
            bus_gone, bus: i2c-1                   | HHS  | BUS_GONE
            bus_gone, bus: spi-0                   | HHS  | BUS_GONE
            frozen, device: mpu6050                | PPPS | IMU_FROZEN
            emergency_stop_open                    | S    | EMERGENCY_STOP
            emergency_stop_gone                    | S    | EMERGENCY_STOP
            spike, device: mpu6050, angular_velocity: 15 rad/s, specific_force: 0 m/s2 | PPS | IMU_SPIKE
            spike, device: mpu6050, angular_velocity: 0 rad/s, specific_force: 40 m/s2 | PPS | IMU_SPIKE
            miscount, device: ls7366r.right_wheel, angular_velocity: 20 rad/s          | S   | JOINT_OVER_SPEED
            """)
    void aFaultThatStaysIsCutInItsTick(String script, String ticks, Fault fault) throws IOException {
        FlightLog log = run(new FaultRun(lasting(script), SOUND, true));

        stops(log, ticks, fault);
        armsAgainOnlyAfterItsReset(log, fault);
    }

    /// Faults that nobody can see once the motors are off: a reset asked for while they last is granted.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stale, device: ls7366r.left_wheel | PPPPPPPPPPPPPPPPPPPS | ENCODER_STUCK
            brown_out, supply: 5 V            | S                    | SUPPLY_LOW
            """)
    void aFaultOfADrivenRobotIsCutInItsTick(String script, String ticks, Fault fault) throws IOException {
        FlightLog log = run(new FaultRun(lasting(script), SOUND, false));

        stops(log, ticks, fault);
        armsAgainOnlyAfterItsReset(log, fault);
    }

    @ParameterizedTest
    @CsvSource({"i2c-1", "spi-0"})
    void aHungCallIsCutByTheSupervisorWhileItHangs(String bus) throws IOException {
        FaultRun run = new FaultRun(lasting("bus_hangs, bus: " + bus), SOUND, false);
        FlightLog log = run(run);

        // the last beat came 10 ms before the call; seven looks in a row, 5 ms apart, find no other
        assertEquals(2.025, run.cutAt() * 1e-9, 0.0005, "3.5 periods after the last beat, to one step of the plant");
        stops(log, "S", Fault.LOOP_STALLED);
        armsAgainOnlyAfterItsReset(log, Fault.LOOP_STALLED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NaN       | TARGET_INVALID
            Infinity  | TARGET_INVALID
            -Infinity | TARGET_INVALID
            1         | POLICY_UNUSABLE
            """)
    void aPolicyWithoutAnAnswerIsCutInTheSameTick(float answer, Fault fault) throws IOException {
        FaultRun run = new FaultRun(
                "",
                (r, tick, action) -> {
                    action[1] = r.struck(tick) ? answer : action[1];
                    return !r.struck(tick) || fault != Fault.POLICY_UNUSABLE;
                },
                true);
        FlightLog log = run(run);

        stops(log, "S", fault);
        armsAgainOnlyAfterItsReset(log, fault);
    }

    @Test
    void aPolicyThatIsLateOnceIsHeldAndCounted() throws IOException {
        FlightLog log = run(new FaultRun("", late(15_000_000, 1), false));

        assertEquals("HP", verdicts(log, FaultRun.STRIKES, 2));
        assertEquals(1, log.ticks.get(FaultRun.STRIKES).latePeriods);
        assertEquals(targets(log, FaultRun.STRIKES - 1), targets(log, FaultRun.STRIKES));
        assertTrue(log.events.contains("201 tick took 15.0 ms, missed 1"), log.events.toString());
    }

    @Test
    void aPolicyThatIsLateTwiceInARowIsCutOnTheSecondTick() throws IOException {
        FlightLog log = run(new FaultRun("", late(15_000_000, 60), true));

        stops(log, "HS", Fault.POLICY_LATE);
        armsAgainOnlyAfterItsReset(log, Fault.POLICY_LATE);
    }

    @Test
    void aPolicyThatIsLateByTwoPeriodsIsCutInTheSameTick() throws IOException {
        FlightLog log = run(new FaultRun("", late(20_000_000, 60), true));

        stops(log, "S", Fault.POLICY_LATE);
        armsAgainOnlyAfterItsReset(log, Fault.POLICY_LATE);
    }

    private static FaultRun.Thought late(long nanos, int ticks) {
        return (run, tick, action) -> {
            if (tick >= FaultRun.STRIKES && tick < FaultRun.STRIKES + ticks) {
                run.time.sleepUntil(run.time.nanos() + nanos);
            }
            return true;
        };
    }

    @Test
    void aLeanOverItsLimitIsCutInTheTickThatShowsIt() throws IOException {
        // 2.5 rad/s about each axis: no spike, and the lean grows by 2.5·√2 rad/s, to 45° within 0.25 s or so
        FlightLog log = run(new FaultRun(
                lasting("spike, device: mpu6050, angular_velocity: 2.5 rad/s, specific_force: 0 m/s2"), SOUND, true));
        int first = FaultRun.STRIKES;
        while (log.ticks.get(first).lean <= Math.PI / 4) {
            first++;
        }

        assertTrue(first > FaultRun.STRIKES + 10 && first < FaultRun.STRIKES + 40, "leans in tick " + first);
        stops(log, "P".repeat(first - FaultRun.STRIKES) + "S", Fault.TILT);
        armsAgainOnlyAfterItsReset(log, Fault.TILT);
    }

    @Test
    void aSpikeIsRejectedAndCountedOnce() throws IOException {
        String spike = "spike, device: mpu6050, angular_velocity: 15 rad/s, specific_force: 0 m/s2";
        FlightLog log = run(new FaultRun("- {fault: " + spike + ", at: 2 s, for: 10 ms}", SOUND, false));

        assertEquals("PPP", verdicts(log, FaultRun.STRIKES, 3));
        assertTrue(log.ticks.get(FaultRun.STRIKES).lean < 0.01, "the attitude has not seen it");
        assertTrue(log.ticks.get(FaultRun.STRIKES).rejected);
        assertEquals(1, log.ticks.stream().filter(tick -> tick.rejected).count());
    }

    private static String lasting(String fault) {
        return "- {fault: " + fault + ", at: 2 s, for: 600 ms}";
    }

    private FlightLog run(FaultRun run) throws IOException {
        Path record = folder.resolve("flight.mcap");
        run.run(record);
        replays(record);
        FlightLog log = FlightLog.read(record);
        for (int tick = 0; tick < log.ticks.size(); tick++) {
            boolean driven = tick > 0 && log.ticks.get(tick - 1).mode().equals("active");
            assertEquals(tick, log.ticks.get(tick).number, "every tick is recorded");
            if (run.supplied.length() > 0 && tick < FaultRun.END && tick != FaultRun.STRIKES) {
                assertEquals(driven, run.supplied.get(tick), "motor supply as tick " + tick + " begins");
            }
        }
        return log;
    }

    /// Every run of this table replays with the same bytes and the same records: faults, e-stop, overruns, resets.
    private static void replays(Path file) throws IOException {
        try (FlightRecord record = FlightRecord.open(file)) {
            ReplayReport report = Replay.run(record, RecordedRobot.of(record), List.of());

            assertEquals("", report.first().map(Difference::line).orElse(""));
            assertEquals("", report.incomplete().orElse(""));
            assertTrue(report.compared().ticks() > FaultRun.END, report.toString());
        }
    }

    /// The robot drove up to the strike, was stopped as `ticks` says, with nothing but the stop's own bytes, and the
    /// record names the fault.
    private static void stops(FlightLog log, String ticks, Fault fault) {
        int stop = FaultRun.STRIKES + ticks.length() - 1;
        assertEquals(ticks, verdicts(log, FaultRun.STRIKES, ticks.length()));
        assertEquals("P".repeat(50), verdicts(log, FaultRun.STRIKES - 50, 50));
        for (int tick = FaultRun.STRIKES; tick < stop; tick++) {
            if (log.ticks.get(tick).verdict == Verdict.HOLD) {
                assertEquals(targets(log, tick - 1), targets(log, tick), "held in tick " + tick);
                assertEquals(log.ticks.get(tick - 1).writes, log.ticks.get(tick).writes, "bytes of tick " + tick);
            }
        }
        assertEquals(CUT, log.ticks.get(stop).writes);
        assertTrue(log.events.contains(stop + " active to fault"), log.events.toString());
        assertTrue(log.events.contains(stop + " " + fault.reason()), log.events.toString());
    }

    /// From the stop on the fault stays under its name, whatever the operator asks for before the cause is gone, and
    /// no byte but those of a stop is written. A reset makes the robot inactive, and only then it arms.
    private static void armsAgainOnlyAfterItsReset(FlightLog log, Fault fault) {
        int stop = FaultRun.STRIKES;
        while (log.ticks.get(stop).verdict != Verdict.STOP) {
            stop++;
        }
        for (int tick = stop; tick < FaultRun.RESET; tick++) {
            assertEquals("fault", log.ticks.get(tick).mode(), "tick " + tick);
            assertEquals(fault, log.ticks.get(tick).fault, "tick " + tick);
            assertEquals(List.of(0.0, 0.0), targets(log, tick));
            List<String> written = log.ticks.get(tick).writes;
            boolean mayStopAgain = tick == stop || tick == FaultRun.HASTY_RESET || tick == FaultRun.HASTY_RESET + 1;
            assertTrue(mayStopAgain ? CUT.containsAll(written) : written.isEmpty(), tick + ": " + written);
        }
        assertEquals("inactive", log.ticks.get(FaultRun.ARM - 1).mode());
        assertEquals("arming", log.ticks.get(FaultRun.ARM).mode());
        assertEquals("active", log.ticks.get(FaultRun.END - 1).mode());
        assertEquals(Verdict.PASS, log.ticks.get(FaultRun.END - 1).verdict);
    }

    private static List<Double> targets(FlightLog log, int tick) {
        return log.ticks.get(tick).targets;
    }

    private static String verdicts(FlightLog log, int from, int count) {
        StringBuilder letters = new StringBuilder();
        for (int tick = from; tick < from + count; tick++) {
            letters.append(log.ticks.get(tick).verdict.name().charAt(0));
        }
        return letters.toString();
    }
}
