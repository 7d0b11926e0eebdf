package dev.sinew.runtime.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafetyGate;
import dev.sinew.runtime.journal.SampleTicks;
import org.junit.jupiter.api.Test;

class ModeMachineTest {
    private final SafetyGate gate = new SafetyGate(SampleTicks.robot());
    private final OperatorRequests operator = new OperatorRequests();
    private boolean devicesReady = true;
    private final ModeMachine machine = new ModeMachine(gate, operator, () -> devicesReady);
    private final AttitudeEstimate attitude = new AttitudeEstimate();
    private final JointTargets wanted = new JointTargets(2);
    private final RobotState readings = new RobotState(2);
    private int ticks;

    ModeMachineTest() {
        attitude.calibrated(true);
        readings.supply(11.1, 0.1);
    }

    @Test
    void startsUnconfiguredAndStaysThereWhateverIsAsked() {
        operator.arm();
        tick();

        assertEquals("unconfigured", machine.mode().word());
    }

    @Test
    void becomesActiveOnlyThroughArming() {
        machine.configured();
        assertEquals("inactive", tick().word());
        operator.arm();
        assertEquals("arming", tick().word());

        assertEquals("active", tickUntilActive().word());
    }

    @Test
    void forgetsWhatWasAskedBeforeItWasConfigured() {
        operator.arm();
        machine.configured();
        tick();

        assertEquals("inactive", machine.mode().word());
    }

    @Test
    void latchesAFaultUntilItsCauseIsGoneAndAResetIsAskedFor() {
        activate();
        readings.emergencyStop(true);
        assertEquals(
                Fault.EMERGENCY_STOP,
                assertInstanceOf(Mode.Faulted.class, tick()).fault());

        operator.reset(); // the cause is still there: void
        tick();
        readings.emergencyStop(false);
        tick();
        assertEquals("fault", machine.mode().word());
        operator.arm(); // not without a reset
        tick();
        assertEquals("fault", machine.mode().word());

        operator.reset();
        assertEquals("inactive", tick().word());
    }

    @Test
    void staysInItsFaultWhileADeviceIsMissing() {
        activate();
        readings.emergencyStop(true);
        tick();
        readings.emergencyStop(false);
        devicesReady = false;
        operator.reset();
        assertEquals("fault", tick().word());

        devicesReady = true;
        assertEquals("fault", tick().word()); // that request is gone
        operator.reset();
        assertEquals("inactive", tick().word());
    }

    @Test
    void doesNotLetAnEarlierResetClearALaterFault() {
        activate();
        operator.reset();
        tick();
        readings.emergencyStop(true);
        tick();
        readings.emergencyStop(false);
        tick();

        assertEquals("fault", machine.mode().word());
    }

    @Test
    void leavesActiveWhenAskedToDisarm() {
        activate();
        operator.arm();
        operator.disarm();

        assertEquals("inactive", tick().word());
    }

    @Test
    void endsWhenStopped() {
        activate();
        machine.stop();
        operator.arm();
        tick();
        tick();

        assertEquals("stopped", machine.mode().word());
    }

    @Test
    void refusesToStartWithAnArmedGate() {
        gate.startArmed();

        assertEquals(
                "mode unconfigured must not become active",
                assertThrows(IllegalStateException.class, () -> new ModeMachine(gate, operator, () -> true))
                        .getMessage());
    }

    @Test
    void doesNotComeBackFromStopped() {
        machine.stop();

        assertEquals(
                "mode stopped must not become inactive",
                assertThrows(IllegalStateException.class, machine::configured).getMessage());
    }

    private void activate() {
        machine.configured();
        operator.arm();
        tick();
        tickUntilActive();
    }

    private Mode tickUntilActive() {
        // the arming rule: 0.5 s at 100 Hz; two ticks of margin
        for (int i = 0; i < 52 && !(machine.mode() instanceof Mode.Active); i++) {
            tick();
        }
        return machine.mode();
    }

    private Mode tick() {
        readings.specificForce()[2] = 9.81 + 0.001 * (ticks++ % 7); // an IMU that repeats itself counts as frozen
        gate.inspect(readings);
        machine.request();
        gate.judge(attitude, wanted, true);
        return machine.follow();
    }
}
