package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ArmingTest {
    private final GateRig rig = new GateRig(TwoWheels.description());

    private int ticksToArm() {
        rig.gate.requestArm();
        for (int i = 0; i < 1000; i++) {
            rig.tick();
            if (rig.gate.state() == ArmingState.ARMED) {
                return i; // the first tick only takes the request
            }
        }
        return Integer.MAX_VALUE;
    }

    private void fault() {
        ticksToArm();
        rig.state.emergencyStop(true);
        rig.tick();
    }

    @Test
    void armsAfterHalfASecondUprightAndStill() {
        assertEquals(50, ticksToArm());
    }

    @Test
    void beginsTheHalfSecondAnewAfterTheLoopHasStalled() {
        rig.gate.requestArm();
        rig.ticks(50); // 49 of them count
        rig.gate.raise(Fault.LOOP_STALLED);
        assertEquals(Verdict.STOP, rig.tick());
        assertEquals(ArmingState.ARMING, rig.gate.state());
        assertEquals(Fault.NONE, rig.gate.fault());
        rig.ticks(49);
        assertEquals(ArmingState.ARMING, rig.gate.state());
        rig.tick();
        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void endsTheWaitForEveryOtherFaultOfTheHost() {
        for (Fault fault : Fault.values()) {
            if (fault == Fault.NONE || fault == Fault.LOOP_STALLED) {
                continue;
            }
            rig.gate.reset();
            rig.gate.requestArm();
            rig.ticks(10);
            rig.gate.raise(Fault.LOOP_STALLED);
            rig.gate.raise(fault);
            assertEquals(Verdict.STOP, rig.tick());
            assertEquals(ArmingState.FAULT, rig.gate.state(), fault.name());
        }
    }

    @Test
    void drivesFromTheTickThatArms() {
        rig.want(1);
        ticksToArm();

        assertEquals(Verdict.PASS, rig.gate.targets().verdict());
        assertEquals(1, rig.gate.targets().get(0));
    }

    @Test
    void waitsUntilItIsAsked() {
        rig.ticks(1000);

        assertEquals(ArmingState.DISARMED, rig.gate.state());
    }

    @Test
    void beginsTheHalfSecondAnewAfterABreak() {
        rig.gate.requestArm();
        rig.ticks(50); // 49 of them count
        rig.tilt(StrictMath.toRadians(5.1));
        rig.tick();
        rig.tilt(StrictMath.toRadians(-4.9));
        rig.ticks(49);
        assertEquals(ArmingState.ARMING, rig.gate.state());
        rig.tick();

        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void doesNotArmWhatTurns() {
        rig.attitude.angularVelocity()[1] = 0.21;

        assertEquals(Integer.MAX_VALUE, ticksToArm());
        rig.attitude.angularVelocity()[1] = -0.19;
        assertEquals(49, ticksToArm());
    }

    @Test
    void doesNotArmWhatRolls() {
        rig.attitude.angularVelocity()[0] = 0.15;
        rig.attitude.angularVelocity()[1] = 0.15; // together 0.21

        assertEquals(Integer.MAX_VALUE, ticksToArm());
    }

    @Test
    void doesNotArmBeforeTheBiasIsKnown() {
        rig.attitude.calibrated(false);

        assertEquals(Integer.MAX_VALUE, ticksToArm());
    }

    @Test
    void doesNotArmWithoutFreshReadings() {
        rig.state.faultTicks(1, 0, 0);

        assertEquals(Integer.MAX_VALUE, ticksToArm());
    }

    @Test
    void doesNotArmWithAPolicyThatFails() {
        rig.want(Double.NaN);

        assertEquals(Integer.MAX_VALUE, ticksToArm());
    }

    @Test
    void emergencyStopEndsTheWaitForGood() {
        rig.gate.requestArm();
        rig.ticks(10);
        rig.state.emergencyStop(true);
        rig.tick();
        rig.state.emergencyStop(false);
        rig.ticks(1000);

        assertEquals(ArmingState.FAULT, rig.gate.state());
    }

    @Test
    void disarmsOnRequestWithoutAFault() {
        ticksToArm();
        rig.gate.disarm();

        assertEquals(Verdict.STOP, rig.tick());
        assertEquals(Fault.NONE, rig.gate.fault());
    }

    @Test
    void leavesAFaultOnlyWhenTheCauseIsGoneAndAResetFollows() {
        fault();
        rig.gate.requestReset(); // while the cause is there: void
        rig.tick();
        rig.state.emergencyStop(false);
        rig.ticks(100);
        assertEquals(ArmingState.FAULT, rig.gate.state());
        rig.gate.requestReset();
        rig.tick();

        assertEquals(ArmingState.DISARMED, rig.gate.state());
        assertEquals(Fault.NONE, rig.gate.fault());
        assertEquals(50, ticksToArm());
    }

    @Test
    void keepsNoRequestFromBeforeTheFault() {
        ticksToArm();
        rig.gate.requestReset();
        rig.gate.requestArm();
        rig.tick();
        rig.state.emergencyStop(true);
        rig.tick();
        rig.state.emergencyStop(false);
        rig.ticks(1000);

        assertEquals(ArmingState.FAULT, rig.gate.state());
    }

    @Test
    void resetDoesNotArm() {
        fault();
        rig.state.emergencyStop(false);
        rig.gate.requestReset();
        rig.ticks(1000);

        assertEquals(ArmingState.DISARMED, rig.gate.state());
    }

    @Test
    void disarmingDoesNotClearAFault() {
        fault();
        rig.gate.disarm();
        rig.state.emergencyStop(false);
        rig.tick();

        assertEquals(Fault.EMERGENCY_STOP, rig.gate.fault());
    }

    @Test
    void canBeResetAfterSpikesThatTurnedOutToBeTheNewLevel() {
        ticksToArm();
        rig.state.specificForce()[0] = 60;
        for (int i = 0; i < 3; i++) {
            rig.tickAsIs();
        }
        assertEquals(Fault.IMU_SPIKE, rig.gate.fault());
        rig.state.specificForce()[0] = 60.1;
        rig.gate.requestReset();
        rig.tickAsIs();

        assertEquals(ArmingState.DISARMED, rig.gate.state());
        assertEquals(60.1, rig.gate.inspect(rig.state).specificForce()[0]);
    }

    @Test
    void givesTheSupplyTheRampToRise() {
        rig.state.supply(0, 0); // off until armed
        ticksToArm();
        rig.ticks(4);
        rig.state.supply(12, 0);
        rig.ticks(10);
        assertEquals(ArmingState.ARMED, rig.gate.state());
        rig.state.supply(8, 0);
        rig.tick();

        assertEquals(Fault.SUPPLY_LOW, rig.gate.fault());
    }

    @Test
    void givesTheSupplyTimeAgainWhenItArmsAgain() {
        ticksToArm();
        rig.ticks(10);
        rig.gate.disarm();
        rig.tick();
        rig.state.supply(0, 0);
        ticksToArm();
        rig.ticks(3);

        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void armsOnTheSameTickAfterARestore() throws IOException {
        rig.gate.requestArm();
        rig.ticks(31); // 30 of them count
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rig.gate.save(new DataOutputStream(bytes));
        GateRig copy = new GateRig(TwoWheels.description());
        copy.gate.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        copy.ticks(19);
        assertEquals(ArmingState.ARMING, copy.gate.state());
        copy.tick();

        assertEquals(ArmingState.ARMED, copy.gate.state());
    }

    @Test
    void stopsWhenTheSupplyNeverRises() {
        rig.state.supply(0, 0);
        ticksToArm();

        assertEquals(6, rig.ticksToStop()); // the ramp of 50 ms is 5 ticks
        assertEquals(Fault.SUPPLY_LOW, rig.gate.fault());
        assertNotEquals(ArmingState.ARMED, rig.gate.state());
    }
}
