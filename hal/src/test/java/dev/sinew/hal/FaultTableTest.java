package dev.sinew.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.emulator.ScriptedFault;
import dev.sinew.hal.robot.Lifecycle;
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

/// What each fault of a bus or a sensor gets on the shipped balancer, by script, from the emulated chip to the supply
/// line. Ticks count from the first that the fault can touch.
class FaultTableTest {
    private static final long LASTING = 1_000;
    private static final String LEFT = "ls7366r.left_wheel";

    private final EmulatedRig rig = new EmulatedRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Stream<Arguments> lastingFaults() {
        return Stream.of(
                // NACK, short or stale reading: held for 3 ticks, CUT on the 4th
                Arguments.of(new ScriptedFault.Absent("mpu6050"), Fault.IMU_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort("mpu6050"), Fault.IMU_STALE, 4),
                Arguments.of(new ScriptedFault.Stale("mpu6050"), Fault.IMU_STALE, 4),
                Arguments.of(new ScriptedFault.PowerLoss("mpu6050"), Fault.IMU_STALE, 4),
                Arguments.of(new ScriptedFault.Absent("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.Stale("ina219"), Fault.SUPPLY_STALE, 4),
                Arguments.of(new ScriptedFault.Absent(LEFT), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort(LEFT), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.PowerLoss(LEFT), Fault.ENCODER_STALE, 4),
                Arguments.of(new ScriptedFault.Absent("motor_hat"), Fault.ACTUATOR_STALE, 4),
                Arguments.of(new ScriptedFault.CutShort("motor_hat"), Fault.ACTUATOR_STALE, 4),
                // bus gone: CUT in 3 ticks
                Arguments.of(new ScriptedFault.BusGone("i2c-1"), Fault.BUS_GONE, 3),
                Arguments.of(new ScriptedFault.BusGone("spi-0"), Fault.BUS_GONE, 3),
                // frozen IMU: CUT on the 4th; spikes: CUT at the third in a row; stuck encoder: CUT on the 20th
                Arguments.of(new ScriptedFault.Frozen("mpu6050"), Fault.IMU_FROZEN, 4),
                Arguments.of(new ScriptedFault.Spike("mpu6050", 15, 0), Fault.IMU_SPIKE, 3),
                Arguments.of(new ScriptedFault.Stale(LEFT), Fault.ENCODER_STUCK, 20),
                // brown-out and emergency stop: CUT in the same tick
                Arguments.of(new ScriptedFault.BrownOut(5), Fault.SUPPLY_LOW, 1),
                Arguments.of(new ScriptedFault.EmergencyStopOpen(), Fault.EMERGENCY_STOP, 1),
                Arguments.of(new ScriptedFault.EmergencyStopGone(), Fault.EMERGENCY_STOP, 1),
                // over-speed: CUT in the same tick
                Arguments.of(new ScriptedFault.Miscount(LEFT, 20), Fault.JOINT_OVER_SPEED, 1));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void aLastingFaultIsNamedAndCutInItsTick(ScriptedFault fault, Fault named, int tick) {
        rig.arm();
        rig.strike(fault, LASTING);

        int ticks = 1;
        SafeTargets last = rig.tick();
        while (last.verdict() != Verdict.STOP && ticks <= tick) {
            assertTrue(rig.plant.supplyOn, "supply in tick " + ticks);
            ticks++;
            last = rig.tick();
        }

        assertEquals(named, last.fault());
        assertEquals(tick, ticks);
        assertFalse(rig.plant.supplyOn);
        assertEquals(Lifecycle.FAULT, rig.robot.lifecycle());
        int bytes = rig.bytesToMotors;
        rig.tick();
        rig.tick();
        assertEquals(bytes, rig.bytesToMotors, "bytes to the motors after the stop's own");
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void oneTickOfItIsHeldOrRejectedUnlessItMustCutAtOnce(ScriptedFault fault, Fault named, int tick) {
        rig.arm();
        rig.strike(fault, 1);

        Verdict[] verdicts = {
            rig.tick().verdict(), rig.tick().verdict(), rig.tick().verdict()
        };

        boolean cuts = tick == 1;
        boolean losesSettings = fault instanceof ScriptedFault.PowerLoss;
        assertEquals(cuts, verdicts[0] == Verdict.STOP);
        if (!cuts && !losesSettings) {
            assertEquals(Verdict.PASS, verdicts[2], fault + " was " + named);
            assertTrue(rig.plant.supplyOn);
        }
    }

    @Test
    void aSpikeIsRejectedAndCountedOnce() {
        rig.arm();
        rig.strike(new ScriptedFault.Spike("mpu6050", 0, 60), 1);
        rig.tick();
        rig.tick();

        assertEquals(1, rig.gate.rejectedReadings());
        assertTrue(rig.plant.supplyOn);
    }

    @Test
    void aHatThatLostItsSettingsIsCut() {
        rig.arm();
        rig.strike(new ScriptedFault.PowerLoss("motor_hat"), 1);

        int ticks = 0;
        while (rig.tick().verdict() != Verdict.STOP && ticks < 10) {
            ticks++;
        }

        assertEquals(Fault.ACTUATOR_STALE, rig.gate.fault());
        assertTrue(ticks <= 5, "stopped after " + ticks);
    }

    @Test
    void aHungCallIsCutByTheSupervisorWhileItHangs() throws InterruptedException {
        rig.arm();
        Heartbeat heartbeat = new Heartbeat();
        heartbeat.beat();
        Supervisor supervisor =
                new Supervisor(heartbeat, rig.robot.supervisorLine(), new VirtualClock(), EmulatedRig.TICK);
        rig.strike(new ScriptedFault.BusHangs("i2c-1"), LASTING);
        Thread loop = Thread.ofPlatform().start(rig::tick);
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        int looks = 0;
        while (rig.plant.supplyOn && looks <= 10) {
            supervisor.step();
            looks++;
        }

        assertTrue(looks <= 10, "looks of half a period: " + looks); // 5 periods
        assertFalse(rig.plant.supplyOn);
        assertTrue(loop.isAlive());
        rig.board.release();
        loop.join();
        rig.gate.raise(Fault.LOOP_STALLED);
        assertEquals(Verdict.STOP, rig.tick().verdict());
        assertEquals(Lifecycle.FAULT, rig.robot.lifecycle());
        assertFalse(rig.plant.supplyOn);
    }

    @Test
    void afterTheCauseIsGoneARobotCanBeResetAndArmedAgain() {
        rig.arm();
        rig.strike(new ScriptedFault.PowerLoss("mpu6050"), 10);
        for (int tick = 0; tick < 20; tick++) {
            rig.tick();
        }
        assertEquals(Lifecycle.FAULT, rig.robot.lifecycle());

        rig.robot.reset();
        rig.gate.startArmed();

        rig.robot.read(rig.state);
        rig.robot.activate();
        rig.board.advance(EmulatedRig.TICK);
        assertEquals(Verdict.LIMITED, rig.tick().verdict()); // by the ramp
        assertTrue(rig.plant.supplyOn);
        assertEquals(0, rig.state.imuFaultTicks());
    }
}
