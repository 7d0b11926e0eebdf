package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The reaction to each fault, in ticks from the first that shows it. An armed robot that follows 1 V; 3 V where it
/// must count as driven.
class FaultTableTest {
    private final GateRig rig = GateRig.armed();

    private void stopsAfter(int ticks, Fault fault) {
        assertEquals(ticks, rig.ticksToStop());
        assertEquals(fault, rig.gate.fault());
        assertEquals(fault, rig.gate.targets().fault());
    }

    /// Whatever the fault: it stays, with its reason, and nothing but zero follows.
    @AfterEach
    void faultsLatch() {
        if (rig.gate.state() == ArmingState.FAULT) {
            Fault latched = rig.gate.fault();
            rig.state.emergencyStop(!rig.state.emergencyStop()); // another cause does not take its place
            rig.gate.requestArm();
            rig.ticks(100);

            assertEquals(latched, rig.gate.fault());
            assertEquals(Verdict.STOP, rig.gate.targets().verdict());
            assertEquals(0, rig.gate.targets().get(0));
        }
    }

    @Test
    void holdsThreeTicksWithoutAnImuReadingAndStopsOnTheFourth() {
        for (int missing = 1; missing <= 3; missing++) {
            rig.state.faultTicks(missing, 0, 0);
            rig.want(5);

            assertEquals(Verdict.HOLD, rig.tick());
            assertEquals(1, rig.gate.targets().get(0));
        }
        rig.state.faultTicks(4, 0, 0);
        stopsAfter(1, Fault.IMU_STALE);
        assertEquals(3, rig.gate.heldTicks());
    }

    @Test
    void goesOnWhenTheReadingsComeBackWithinThreeTicks() {
        for (int missing = 1; missing <= 3; missing++) {
            rig.state.faultTicks(missing, missing, missing);
            rig.tick();
        }
        rig.state.faultTicks(0, 0, 0);

        assertEquals(Verdict.PASS, rig.tick());
    }

    @Test
    void stopsOnTheFourthTickWithoutAnEncoderReading() {
        rig.state.faultTicks(0, 3, 0);
        assertEquals(Verdict.HOLD, rig.tick());
        rig.state.faultTicks(0, 4, 0);
        stopsAfter(1, Fault.ENCODER_STALE);
    }

    @Test
    void stopsOnTheFourthTickWithoutAReadingOfThePowerMonitor() {
        rig.state.faultTicks(0, 0, 3);
        assertEquals(Verdict.HOLD, rig.tick());
        rig.state.faultTicks(0, 0, 4);
        stopsAfter(1, Fault.SUPPLY_STALE);
    }

    @Test
    void stopsOnTheFourthTickWhoseTargetsWouldNotReachAnActuator() {
        rig.state.linkFaultTicks(2, 0); // the writes of two ticks failed; this tick's is the third
        assertEquals(Verdict.HOLD, rig.tick());
        rig.state.linkFaultTicks(3, 0);
        stopsAfter(1, Fault.ACTUATOR_STALE);
    }

    @Test
    void stopsOnTheThirdTickWithoutABus() {
        for (int gone = 1; gone <= 2; gone++) {
            rig.state.faultTicks(gone, 0, gone);
            rig.state.linkFaultTicks(gone, gone);
            assertEquals(Verdict.HOLD, rig.tick());
        }
        rig.state.faultTicks(3, 0, 3);
        rig.state.linkFaultTicks(3, 3);
        stopsAfter(1, Fault.BUS_GONE);
    }

    @Test
    void stopsInTheTickThatTheSupervisorsCutIsReported() {
        rig.gate.raise(Fault.LOOP_STALLED);
        stopsAfter(1, Fault.LOOP_STALLED);
    }

    @Test
    void stopsOnTheFourthTickOfAFrozenImu() {
        // the reading before the fault is the first of five equal ones
        rig.imuFrozen = true;
        stopsAfter(4, Fault.IMU_FROZEN);
    }

    @Test
    void rejectsAndCountsASingleImuSpike() {
        rig.tick();
        rig.state.angularVelocity()[1] = 30;
        assertEquals(Verdict.PASS, rig.tickAsIs());
        assertTrue(Math.abs(rig.gate.inspect(rig.state).angularVelocity()[1]) < 1);
        rig.ticks(100);

        assertEquals(2, rig.gate.rejectedReadings()); // the second by looking into it twice
        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void stopsAtTheThirdImuSpikeInARow() {
        rig.tick();
        rig.state.specificForce()[0] = 60;
        assertEquals(Verdict.PASS, rig.tickAsIs());
        assertEquals(Verdict.PASS, rig.tickAsIs());
        assertEquals(Verdict.STOP, rig.tickAsIs());

        assertEquals(Fault.IMU_SPIKE, rig.gate.fault());
        assertEquals(3, rig.gate.rejectedReadings());
    }

    @Test
    void countsSpikesInARowOnly() {
        for (int i = 0; i < 50; i++) {
            rig.state.specificForce()[0] = 60;
            rig.tickAsIs();
            rig.tickAsIs();
            rig.tick();
        }

        assertEquals(ArmingState.ARMED, rig.gate.state());
        assertEquals(100, rig.gate.rejectedReadings());
    }

    @Test
    void stopsWithinTwentyTicksOfAnEncoderThatStandsStillWhileItsJointIsDriven() {
        rig.want(3);
        rig.tick();
        rig.encodersStuck = true;
        stopsAfter(20, Fault.ENCODER_STUCK);
    }

    @Test
    void findsTheStuckEncoderOfAJointThatIsDrivenToAndFro() {
        rig.want(3);
        rig.tick();
        rig.encodersStuck = true;
        int driven = 0;
        for (int i = 0; rig.gate.state() == ArmingState.ARMED; i++) {
            driven += Math.abs(rig.gate.targets().get(0)) > 2 ? 1 : 0;
            rig.want(new double[] {3, 0, -3, 0}[i % 4]);
            rig.tick();
        }

        assertEquals(Fault.ENCODER_STUCK, rig.gate.fault());
        assertEquals(20, driven);
    }

    @Test
    void leavesADrivenJointAloneThatMovesNowAndThen() {
        rig.want(3);
        for (int i = 0; i < 50; i++) {
            rig.encodersStuck = false;
            rig.tick();
            rig.encodersStuck = true;
            rig.ticks(19);
        }

        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void leavesAStandingJointAloneThatIsNotDriven() {
        rig.encodersStuck = true; // 1 V does not move it
        rig.ticks(1000);

        assertEquals(ArmingState.ARMED, rig.gate.state());
    }

    @Test
    void stopsInTheTickOfABrownOut() {
        rig.state.supply(8.9, 1);
        stopsAfter(1, Fault.SUPPLY_LOW);
    }

    @Test
    void stopsInTheTickOfAPolicyThatGivesNoNumber() {
        rig.wanted.set(1, Double.NaN);
        stopsAfter(1, Fault.TARGET_INVALID);
    }

    @Test
    void stopsInTheTickOfAPolicyThatGivesInfinity() {
        rig.wanted.set(0, Double.NEGATIVE_INFINITY);
        stopsAfter(1, Fault.TARGET_INVALID);
    }

    @Test
    void stopsInTheTickOfAPolicyThatSaysItFailed() {
        rig.usable = false;
        stopsAfter(1, Fault.POLICY_UNUSABLE);
    }

    @Test
    void stopsInTheTickOfTheEmergencyStop() {
        rig.state.emergencyStop(true);
        stopsAfter(1, Fault.EMERGENCY_STOP);
    }

    @Test
    void holdsAndCountsOneTickOfALatePolicy() {
        rig.gate.policyLate(1);
        rig.want(5);

        assertEquals(Verdict.HOLD, rig.tick());
        assertEquals(1, rig.gate.targets().get(0));
        assertEquals(1, rig.gate.lateTicks());
        assertEquals(Verdict.PASS, rig.tick());
    }

    @Test
    void stopsInTheTickOfAPolicyTwoPeriodsLate() {
        rig.gate.policyLate(2);
        stopsAfter(1, Fault.POLICY_LATE);
    }

    @Test
    void stopsOnTheSecondLateTickInARow() {
        rig.gate.policyLate(1);
        assertEquals(Verdict.HOLD, rig.tick());
        rig.gate.policyLate(1);
        stopsAfter(1, Fault.POLICY_LATE);
    }

    @Test
    void stopsInTheTickThatLeansTooFarForward() {
        rig.tilt(StrictMath.toRadians(44.9));
        assertEquals(Verdict.PASS, rig.tick());
        rig.tilt(StrictMath.toRadians(45.1));
        stopsAfter(1, Fault.TILT);
    }

    @Test
    void stopsInTheTickThatLeansTooFarToTheSide() {
        rig.attitude.gravity()[1] = StrictMath.sin(0.8); // 45.8°
        rig.attitude.gravity()[2] = -StrictMath.cos(0.8);
        stopsAfter(1, Fault.TILT);
    }

    @Test
    void stopsInTheTickOfAnAttitudeThatIsNoNumber() {
        rig.attitude.gravity()[2] = Double.NaN;
        stopsAfter(1, Fault.TILT);
    }

    @Test
    void stopsInTheTickThatAJointTurnsTooFast() {
        rig.tick();
        rig.state.angularVelocity()[0] += 0.001;
        rig.state.velocity()[1] = -20.1;
        assertEquals(Verdict.STOP, rig.tickAsIs());
        assertEquals(Fault.JOINT_OVER_SPEED, rig.gate.fault());
    }

    @Test
    void stopsInTheTickOfAReadingThatIsNoNumber() {
        rig.tick();
        rig.state.position()[0] = Double.NaN;
        rig.encodersStuck = true;
        stopsAfter(1, Fault.READING_INVALID);
    }

    @Test
    void namesTheFirstOfSeveralFaults() {
        rig.state.emergencyStop(true);
        rig.tilt(1);
        rig.usable = false;
        stopsAfter(1, Fault.EMERGENCY_STOP);
    }
}
