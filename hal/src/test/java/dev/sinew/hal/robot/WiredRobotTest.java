package dev.sinew.hal.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.Balancer;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.ScriptedBoard;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.SafetyGate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Bytes by the data sheets that the drivers' own tests name. Left motor on M1, right motor on M2 turned round.
class WiredRobotTest {
    private static final String OFF = " 00 00 00 10";
    private static final String ON = " 00 10 00 00";
    private static final String BRAKES = "60: 26" + OFF + OFF + ON + ON + OFF + OFF; // PWM low, one IN high each
    private static final String RELEASES = "60: FD 10";

    private final ScriptedBoard board = new ScriptedBoard();
    private final VirtualClock clock = new VirtualClock();
    private final WiredRobot robot = new WiredRobot(Balancer.robot(), Balancer.wiring(), board, clock);
    private final SafetyGate gate = new SafetyGate(Balancer.robot());
    private final RobotState state = new RobotState(2);

    WiredRobotTest() {
        board.i2c
                .answer(0x75, "68") // MPU6050 WHO_AM_I and settings
                .answer(0x19, "00 03 10 08")
                .answer(0x1A, "03")
                .answer(0x1B, "10")
                .answer(0x1C, "08")
                .answer(0x38, "01")
                .answer(0x6B, "01")
                .answer(0x3A, "01") // fresh, all zero
                .answer(0x02, "4E 22") // INA219: 10 V, fresh
                .answer(0x00, "39 9F")
                .answer(0x05, "10 00")
                .answer(0xFE, "03") // PCA9685 PRE_SCALE, MODE1 and MODE2
                .answerAt(0x60, 0x00, "20 04");
        board.devices().forEach(spi -> spi.answer(0x48, "03").answer(0x70, "08"));
    }

    private void configure() {
        robot.configure();
        board.log.clear();
    }

    private void activate() {
        configure();
        robot.read(state);
        assertEquals(Outcome.DONE, robot.activate());
        board.log.clear();
    }

    private SafeTargets judged(double left, double right) {
        gate.inspect(state);
        JointTargets wanted = new JointTargets(2);
        wanted.set(0, left);
        wanted.set(1, right);
        return gate.judge(new AttitudeEstimate(), wanted, true);
    }

    /// Full authority: the ramp after arming is over.
    private SafeTargets armed(double left, double right) {
        gate.startArmed();
        for (int tick = 0; tick < 4; tick++) {
            state.specificForce()[0] = tick; // a living IMU
            judged(left, right);
        }
        return judged(left, right);
    }

    private SafeTargets stopped(Fault fault) {
        gate.startArmed();
        gate.raise(fault);
        return judged(0, 0);
    }

    @Test
    void opensTheSupplyLineLowBeforeAnythingElse() {
        assertEquals(List.of("open 17 low", "open 17 low by supervisor", "open 27 pull-up"), board.log);
        assertEquals(Lifecycle.UNCONFIGURED, robot.lifecycle());
    }

    @Test
    void configuresEveryDeviceAndStaysOff() {
        configure();

        assertEquals(Lifecycle.INACTIVE, robot.lifecycle());
        assertTrue(board.log.stream().noneMatch(entry -> entry.contains("high")));
    }

    @Test
    void aMissingDeviceLeavesItUnconfigured() {
        board.i2c.end(BusStatus.NACK);

        assertThrows(BusException.class, robot::configure);
        assertEquals(Lifecycle.UNCONFIGURED, robot.lifecycle());
        assertThrows(IllegalStateException.class, () -> robot.read(state));
    }

    @Test
    void activatingBrakesBeforeTheSupplyComesOn() {
        configure();

        assertEquals(Outcome.DONE, robot.activate());

        assertEquals(List.of("60: 00 > 2", BRAKES, "17 high"), board.log);
        assertEquals(Lifecycle.ACTIVE, robot.lifecycle());
    }

    @Test
    void doesNotActivateOnAnOpenEmergencyStopOrALostHat() {
        configure();
        board.input = DigitalInput.Level.HIGH;
        assertEquals(Outcome.REFUSED, robot.activate());
        assertEquals(List.of(), board.log);

        board.input = DigitalInput.Level.LOW;
        board.i2c.answerAt(0x60, 0x00, "11 04");
        assertEquals(Outcome.FAILED, robot.activate());
        assertEquals(List.of("60: 00 > 2", "17 low"), board.log);
        assertEquals(Lifecycle.INACTIVE, robot.lifecycle());
    }

    @Test
    void dutyIsTheTargetOverTheMeasuredSupply() {
        activate();

        assertEquals(Outcome.DONE, robot.write(armed(5, 2.5)));

        // 5 V and 2.5 V of 10 V: 2048 and 1024 of 4096; right turned round: IN1 L, IN2 H
        assertEquals(List.of("60: 26 00 00 00 08" + OFF + ON + OFF + ON + " 00 00 00 04"), board.log);
    }

    @Test
    void withoutASupplyReadingTheMotorsBrake() {
        board.i2c.answer(0x02, "00 02");
        activate();

        robot.write(armed(5, 5));

        assertEquals("60: 26" + OFF + OFF + ON + ON + OFF + OFF, board.log.getFirst());
    }

    @Test
    void writesNothingUnlessActive() {
        configure();

        assertEquals(Outcome.REFUSED, robot.write(armed(5, 5)));
        assertEquals(List.of(), board.log);
    }

    @Test
    void aStopVerdictCutsTheSupplyFirstAndLatches() {
        activate();

        assertEquals(Outcome.DONE, robot.write(stopped(Fault.TILT)));
        assertEquals(List.of("17 low", RELEASES), board.log);
        assertEquals(Lifecycle.FAULT, robot.lifecycle());

        board.log.clear();
        assertEquals(Outcome.REFUSED, robot.write(stopped(Fault.TILT)));
        assertEquals(Outcome.REFUSED, robot.write(armed(5, 5)));
        assertEquals(Outcome.REFUSED, robot.activate());
        assertEquals(List.of(), board.log);
    }

    @Test
    void disarmingEndsInactive() {
        activate();
        gate.reset();

        assertEquals(Outcome.DONE, robot.write(judged(5, 5)));

        assertEquals(List.of("17 low", RELEASES), board.log);
        assertEquals(Lifecycle.INACTIVE, robot.lifecycle());
        assertEquals(Outcome.DONE, robot.activate());
    }

    @Test
    void aStopWhoseLineDoesNotAnswerIsTriedAgain() {
        activate();
        board.output = BusStatus.GONE;
        assertEquals(Outcome.FAILED, robot.write(stopped(Fault.TILT)));

        board.output = BusStatus.OK;
        board.log.clear();
        assertEquals(Outcome.DONE, robot.write(stopped(Fault.TILT)));
        assertEquals(List.of("17 low", RELEASES), board.log);
        assertEquals(Outcome.REFUSED, robot.write(stopped(Fault.TILT)));
    }

    @Test
    void otherStopsUseTheBridgesAndBecomeACutWhenTheBusIsGone() {
        activate();
        robot.stop(StopCategory.DAMP);
        robot.stop(StopCategory.RELAX);
        assertEquals(List.of(BRAKES, RELEASES), board.log);

        board.log.clear();
        board.i2c.end(BusStatus.GONE);
        assertEquals(Outcome.DONE, robot.stop(StopCategory.HOLD));
        assertEquals(List.of(BRAKES, "17 low", RELEASES), board.log);
    }

    @Test
    void resetSetsUpOnlyWhatLostItsSettings() {
        activate();
        robot.stop(StopCategory.CUT);
        board.log.clear();
        long before = clock.nanos();

        assertFalse(robot.reset());

        assertEquals(Lifecycle.INACTIVE, robot.lifecycle());
        assertEquals(before, clock.nanos()); // no set-up waited
        assertTrue(board.log.stream().filter(bytes -> !bytes.contains(">")).allMatch(RELEASES::equals));

        robot.stop(StopCategory.CUT);
        board.i2c.answer(0x38, "00"); // data ready is off: the IMU has been reset
        board.log.clear();
        assertTrue(robot.reset());
        assertTrue(board.log.contains("68: 6B 80"));
    }

    @Test
    void readsInSiAndCountsNoFault() {
        configure();
        board.i2c.answer(0x3A, "01 00 00 00 00 20 00 00 00 00 00 0C D0 00 00");
        board.i2c.answer(0x04, "27 10"); // 1 A
        clock.advance(5);

        robot.read(state);

        assertEquals(9.80665, state.specificForce()[2], 1e-12);
        assertEquals(Math.toRadians(100), state.angularVelocity()[1], 1e-12);
        assertEquals(10, state.supplyVoltage(), 1e-12);
        assertEquals(1, state.supplyCurrent(), 1e-12);
        assertEquals(clock.nanos(), state.timeNanos());
        assertEquals(0, state.imuFaultTicks() + state.encoderFaultTicks() + state.supplyFaultTicks());
        assertEquals(0, state.actuatorFaultTicks() + state.busFaultTicks());
    }

    @Test
    void countsTheTicksOfEachGroupsFaults() {
        configure();
        board.i2c.answer(0x3A, "00"); // IMU not fresh
        board.device("0.1").answer(0x70, "0C"); // right counter lost its supply
        board.input = DigitalInput.Level.GONE;
        robot.read(state);
        robot.read(state);

        assertEquals(2, state.imuFaultTicks());
        assertEquals(2, state.encoderFaultTicks());
        assertEquals(0, state.supplyFaultTicks());
        assertTrue(state.emergencyStop());

        board.i2c.end(BusStatus.GONE);
        robot.read(state);
        assertEquals(3, state.imuFaultTicks());
        assertEquals(1, state.supplyFaultTicks());
        assertEquals(1, state.busFaultTicks());
    }

    @Test
    void aFailedWriteShowsInTheNextReading() {
        activate();
        board.i2c.end(BusStatus.NACK);
        assertEquals(Outcome.FAILED, robot.write(armed(5, 5)));
        board.i2c.end(BusStatus.OK);

        robot.read(state);
        assertEquals(1, state.actuatorFaultTicks());
        robot.write(armed(5, 5));
        robot.read(state);
        assertEquals(0, state.actuatorFaultTicks());
    }

    @Test
    void aHatOrMonitorThatLostItsSettingsShowsWithinTwoTicks() {
        activate();
        board.i2c.answerAt(0x60, 0x00, "11 04");
        robot.read(state);
        robot.read(state);
        assertTrue(state.actuatorFaultTicks() > 0);

        board.i2c.answerAt(0x60, 0x00, "20 04").answer(0x05, "00 00");
        int fault = 0;
        for (int tick = 0; tick < 2; tick++) {
            robot.read(state);
            fault += state.supplyFaultTicks();
        }
        assertEquals(1, fault);
    }

    @Test
    void closingCutsTheSupplyAndGivesTheBoardBack() {
        activate();

        robot.close();

        assertEquals(List.of("17 low", RELEASES), board.log);
        assertTrue(board.closed);
    }

    @Test
    void theSupervisorHasItsOwnHandle() {
        robot.supervisorLine().write(false);

        assertEquals("17 low by supervisor", board.log.getLast());
    }

    @Test
    void hasAHeartbeatLineWhereOneIsWired() {
        List<Device> devices = new ArrayList<>(Balancer.wiring().devices());
        devices.add(new Device.Heartbeat(22));
        ScriptedBoard other = new ScriptedBoard();
        WiredRobot fed = new WiredRobot(Balancer.robot(), new Wiring("balancer", devices), other, clock);

        fed.heartbeatLine().orElseThrow().write(true);

        assertEquals("22 high by supervisor", other.log.getLast());
        assertTrue(robot.heartbeatLine().isEmpty());
    }

    @Test
    void refusesAWiringThatIsNotThisRobots() {
        assertEquals(
                "wiring of balancer must give the robot one SupplyEnable, was 0",
                refusal(device -> !(device instanceof Device.SupplyEnable)));
        assertEquals(
                "wiring of balancer must give joint right_wheel one motor, was 0",
                refusal(device -> !(device instanceof Device.HatMotor motor && motor.terminal() == 2)));
        assertEquals(
                "wiring of balancer must give joint left_wheel one ls7366r, was 0",
                refusal(device -> !(device instanceof Device.Ls7366r counter && counter.chipSelect() == 0)));
    }

    private static String refusal(Predicate<Device> kept) {
        List<Device> devices = new ArrayList<>(Balancer.wiring().devices());
        devices.removeIf(kept.negate());
        Wiring wiring = new Wiring("balancer", devices);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new WiredRobot(Balancer.robot(), wiring, new ScriptedBoard(), new VirtualClock()));
        return String.valueOf(refused.getMessage());
    }
}
