package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.emulator.ScriptedFault;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.hal.safety.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rotary pendulum, bytes and all, from the plant's signals to the plant's drive, and what each fault of
/// its buses and devices gets. Ticks count from the first that the fault can touch.
class PendulumOnEmulatorTest {
    private static final String PERIOD = "00 00 00 00 00 00 C3 50";
    private static final long LASTING = 1_000;
    private static final String ARM = "ls7366r.arm";
    private static final String PENDULUM = "ls7366r.pendulum";
    private static final double ARM_COUNT = 2 * Math.PI / 464.64;
    private static final double PENDULUM_COUNT = 2 * Math.PI / 2400;

    private final PendulumRig rig = new PendulumRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Stream<Arguments> lastingFaults() {
        return Stream.of(
                // NACK, short or stale reading: held for 3 ticks, CUT on the 4th
                Arguments.of(new ScriptedFault.Absent("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.Stale("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.Absent(ARM), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort(ARM), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.PowerLoss(ARM), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.Absent(PENDULUM), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort(PENDULUM), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.PowerLoss(PENDULUM), Fault.ENCODER_STALE, 4),
                // a PWM block that is gone is only seen by its writes, one tick late
                Arguments.of(new ScriptedFault.BusGone("pwm"), Fault.ACTUATOR_STALE, 4),
                Arguments.of(new ScriptedFault.BusGone("i2c-1"), Fault.BUS_GONE, 3),
                Arguments.of(new ScriptedFault.BusGone("spi-0"), Fault.BUS_GONE, 3),
                // a dead bridge has no acknowledge: it shows as an arm that does not move
                Arguments.of(new ScriptedFault.Absent("drv8871.arm"), Fault.ENCODER_STUCK, 20),
                Arguments.of(new ScriptedFault.Stale(ARM), Fault.ENCODER_STUCK, 20),
                Arguments.of(new ScriptedFault.BrownOut(5), Fault.SUPPLY_LOW, 1),
                Arguments.of(new ScriptedFault.EmergencyStopOpen(), Fault.EMERGENCY_STOP, 1),
                Arguments.of(new ScriptedFault.EmergencyStopGone(), Fault.EMERGENCY_STOP, 1),
                Arguments.of(new ScriptedFault.Miscount(ARM, 30), Fault.JOINT_OVER_SPEED, 1),
                Arguments.of(new ScriptedFault.Miscount(PENDULUM, -60), Fault.JOINT_OVER_SPEED, 1));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void aLastingFaultIsNamedAndCutInItsTick(ScriptedFault fault, Fault named, int tick) {
        rig.arm();
        rig.strike(fault, LASTING);

        int ticks = 1;
        SafeTargets last = rig.tick();
        while (last.verdict() != Verdict.STOP && ticks <= 2 * tick) {
            assertTrue(rig.plant.supplyOn, "supply in tick " + ticks);
            ticks++;
            last = rig.tick();
        }

        assertEquals(named, last.fault());
        if (named == Fault.ENCODER_STUCK) {
            assertEquals(tick, ticks, 2); // of ticks in which a slow arm turned by less than a count
        } else {
            assertEquals(tick, ticks);
        }
        assertFalse(rig.plant.supplyOn);
        assertEquals(Lifecycle.FAULT, rig.robot.lifecycle());
        rig.watch();
        rig.tick();
        rig.tick();
        assertEquals(0, rig.pulses, "pulses after the stop's own");
    }

    @Test
    void turningOutBeyondItsTravelIsCutInTheSameTickAndItArmsAgainFromThere() {
        rig.arm();
        rig.plant.position[PendulumRig.ARM] = Math.toRadians(149);
        rig.gate.startArmed(); // so far within one tick is over its speed
        rig.tick();
        assertEquals(Fault.JOINT_OVER_SPEED, rig.gate.fault());
        rig.robot.reset();
        rig.robot.read(rig.state);
        assertEquals(Outcome.DONE, rig.robot.activate());
        rig.gate.startArmed();
        int ticks = 0;
        while (rig.tick().verdict() != Verdict.STOP && ticks < 20) {
            ticks++;
        }

        assertEquals(Fault.JOINT_OVER_TRAVEL, rig.gate.fault());
        assertTrue(Math.abs(rig.state.position()[PendulumRig.ARM]) > Math.toRadians(150));
        assertFalse(rig.plant.supplyOn);

        rig.robot.reset();
        rig.robot.read(rig.state);
        rig.robot.activate();
        rig.gate.startArmed();
        rig.volts = -5;
        for (int tick = 0; tick < 10; tick++) {
            assertTrue(rig.tick().verdict() != Verdict.STOP, "driven back");
        }
        assertTrue(rig.state.position()[PendulumRig.ARM] < Math.toRadians(150));
    }

    @Test
    void anglesKeepTheirZeroOverStopsAndStarts() {
        rig.robot.configure();
        rig.robot.read(rig.state);
        rig.plant.position[PendulumRig.ARM] = 0.5;
        rig.plant.position[PendulumRig.PENDULUM] = -2 * Math.PI;
        rig.board.advance(PendulumRig.TICK);
        rig.robot.read(rig.state);

        assertEquals(0.5, rig.state.position()[PendulumRig.ARM], 1.001 * ARM_COUNT);
        assertEquals(-2 * Math.PI, rig.state.position()[PendulumRig.PENDULUM], 1.001 * PENDULUM_COUNT);
        rig.robot.activate();
        rig.robot.deactivate();
        rig.robot.read(rig.state);
        assertEquals(0.5, rig.state.position()[PendulumRig.ARM], 1.001 * ARM_COUNT);
    }

    @Test
    void theArmGetsItsVoltageInWholeNanosecondsOfItsPeriod() {
        rig.arm();

        // 5 V of 12.000 V as the monitor measures them: 20 833 of 50 000 ns
        assertEquals(20_833 / 50_000.0, rig.plant.duty[PendulumRig.ARM], 0.0);
        rig.watch();
        rig.tick();

        // IN2, high for 50 000 − 20 833 = 29 167 = 0x71EF ns of a period of 50 000 = 0xC350 ns, big-endian as BusTap
        // says
        assertEquals("pwm-header.1 " + PERIOD + " 00 00 00 00 00 00 71 EF", rig.lastPulse);
        assertEquals(2, rig.pulses);
    }

    @Test
    void nothingIsPulsedBeforeItIsActive() {
        rig.watch();
        rig.robot.configure();

        assertEquals("pwm-header.1 " + PERIOD + " 00 00 00 00 00 00 00 00", rig.lastPulse);
        assertTrue(rig.plant.coast[PendulumRig.ARM]);
        assertFalse(rig.plant.supplyOn);
    }

    @Test
    void aHungPwmCallIsCutByTheSupervisorWhileItHangs() throws InterruptedException {
        rig.arm();
        Heartbeat heartbeat = new Heartbeat();
        heartbeat.beat();
        Supervisor supervisor =
                new Supervisor(heartbeat, rig.robot.supervisorLine(), new VirtualClock(), PendulumRig.TICK);
        rig.strike(new ScriptedFault.BusHangs("pwm"), LASTING);
        Thread loop = Thread.ofPlatform().start(rig::tick);
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        int looks = 0;
        while (rig.plant.supplyOn && looks <= 10) {
            supervisor.step();
            looks++;
        }

        assertFalse(rig.plant.supplyOn);
        assertTrue(loop.isAlive());
        rig.board.release();
        loop.join();
    }

    @Test
    void theBoardRefusesChannelsThatAreNotWired() {
        assertEquals(
                "PWM channel must be one of [0, 1] of the header's chip on this emulated board, was -1.2",
                assertThrows(BusException.class, () -> rig.board.pwm(-1, 2, 50_000))
                        .getMessage());
    }

    @Test
    void aTickAllocatesNothing() {
        rig.arm();
        rig.volts = 0.5;

        assertEquals(0, AllocatedBytes.during(2_000, () -> {
            rig.volts = -rig.volts;
            rig.tick();
        }));
    }
}
