package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.safety.ArmingState;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.TwoWheels;
import dev.sinew.hal.safety.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ControlStepTest {
    private static final double[] DOWN = {0, 0, -1};
    private static final double[] NO_BIAS = {0, 0, 0};
    private static final PolicyContract WHOLE = Contracts.whole();
    private static final int FROZEN = 1;
    private static final int SPIKE = 2;
    private static final int STUCK = 3;
    private static final int LOW = 4;
    private static final int STALE = 5;

    private static ControlStep control(PolicyContract contract) {
        return new ControlStep(contract.robot(), contract);
    }

    /// Readings of a robot that moves, and now and then of one with a fault that lasts some ticks.
    private static final class Readings {
        private final RandomGenerator random;
        private final RobotState state = new RobotState(2);
        private long tick;
        private int trouble;
        private int troubledTicks;

        Readings(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        RobotState next(boolean faults) {
            if (troubledTicks > 0) {
                troubledTicks--;
            } else {
                trouble = faults && random.nextInt(30) == 0 ? 1 + random.nextInt(5) : 0;
                troubledTicks = trouble == STUCK ? random.nextInt(50) : random.nextInt(5);
            }
            for (int i = 0; i < 3 && trouble != FROZEN; i++) {
                state.angularVelocity()[i] = 0.2 * random.nextGaussian() + (trouble == SPIKE ? 10 * tick : 0);
                state.specificForce()[i] = (i == 2 ? 9.8 : 0) + random.nextGaussian();
            }
            for (int j = 0; j < 2 && trouble != STUCK; j++) {
                state.velocity()[j] = 2 * random.nextGaussian();
                state.position()[j] += 0.01 * state.velocity()[j];
            }
            state.supply(trouble == LOW ? 8 : 12, 1);
            state.timeNanos(tick++ * 10_000_000);
            state.faultTicks(trouble == STALE ? 1 : 0, 0, 0);
            return state;
        }

        void action(float[] action) {
            for (int j = 0; j < action.length; j++) {
                action[j] = (float) random.nextGaussian();
            }
        }
    }

    @Test
    void twoOfThemGiveEqualBits() {
        ControlStep one = control(WHOLE);
        ControlStep other = control(WHOLE);
        Readings readings = new Readings(1);
        float[] action = new float[2];
        float[] a = new float[WHOLE.observationSize()];
        float[] b = new float[WHOLE.observationSize() + 5];
        for (int k = 0; k < 20_000; k++) {
            if (k % 400 == 0) { // the other one has a past that must leave no trace
                one = control(WHOLE);
                one.startArmed(DOWN, NO_BIAS);
                other.startArmed(DOWN, NO_BIAS);
            }
            RobotState state = readings.next(true);
            one.observe(state, a, 0);
            other.observe(state, b, 5);
            readings.action(action);

            assertEqualTargets(one.command(action, 0, true), other.command(action, 0, true));
            for (int i = 0; i < a.length; i++) {
                assertEquals(Float.floatToRawIntBits(a[i]), Float.floatToRawIntBits(b[i + 5]));
            }
        }
    }

    private static void assertEqualTargets(SafeTargets a, SafeTargets b) {
        assertEquals(a.verdict(), b.verdict());
        assertEquals(a.fault(), b.fault());
        for (int j = 0; j < a.size(); j++) {
            assertEquals(Double.doubleToRawLongBits(a.get(j)), Double.doubleToRawLongBits(b.get(j)));
        }
    }

    @Test
    void goesOnBitForBitAfterARestore() throws IOException {
        ControlStep one = control(WHOLE);
        ControlStep other = control(WHOLE);
        Readings readings = new Readings(2);
        float[] action = new float[2];
        float[] a = new float[WHOLE.observationSize()];
        float[] b = new float[WHOLE.observationSize()];
        one.startArmed(DOWN, NO_BIAS);
        for (int k = 0; k < 20_000; k++) {
            if (k % 7 == 0) { // within the ramp, between spikes, while holding, after a fault
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                one.save(new DataOutputStream(bytes));
                other = k % 2 == 0 ? control(WHOLE) : other; // into a new one and into one with another past
                other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            }
            if (k % 100 == 99) {
                one.startArmed(DOWN, NO_BIAS);
                other.startArmed(DOWN, NO_BIAS);
            }
            RobotState state = readings.next(true);
            one.observe(state, a, 0);
            other.observe(state, b, 0);
            readings.action(action);
            int late = k % 77 == 6 || k % 77 == 7 ? 1 : 0; // two in a row stop; a restore comes in between
            one.gate().policyLate(late);
            other.gate().policyLate(late);

            assertEqualTargets(one.command(action, 0, true), other.command(action, 0, true));
            assertArrayEquals(a, b);
        }
        assertEquals(one.gate().heldTicks(), other.gate().heldTicks());
        assertEquals(one.gate().rejectedReadings(), other.gate().rejectedReadings());
    }

    @Test
    void aTickIsBothHalves() {
        ControlStep halves = control(WHOLE);
        ControlStep whole = control(WHOLE);
        halves.startArmed(DOWN, NO_BIAS);
        whole.startArmed(DOWN, NO_BIAS);
        Policy policy = (observation, action) -> {
            action[0] = observation[0];
            action[1] = -observation[1];
            return true;
        };
        float[] observation = new float[WHOLE.observationSize()];
        float[] action = new float[2];
        Readings readings = new Readings(3);
        for (int k = 0; k < 500; k++) {
            RobotState state = readings.next(false);
            halves.observe(state, observation, 0);
            boolean usable = policy.act(observation, action);

            assertEqualTargets(halves.command(action, 0, usable), whole.tick(state, policy));
        }
    }

    @Test
    void armsAfterCalibrationAndTheHold() {
        ControlStep control = control(WHOLE);
        control.gate().requestArm();
        RobotState state = new RobotState(2);
        state.supply(12, 0);
        int ticks = 0;
        while (control.gate().state() != ArmingState.ARMED && ticks < 1000) {
            state.angularVelocity()[0] = 0.01 + 0.001 * (ticks % 2);
            state.specificForce()[2] = 9.8;
            state.timeNanos(ticks++ * 10_000_000L);
            control.tick(state, (observation, action) -> true);
        }

        // calibrated on tick 50, which is the first of 50 that count: 0.5 s and 0.5 s
        assertEquals(50 + 50 - 1, ticks);
    }

    @Test
    void showsThePolicyTheActionThatIsInForce() {
        PolicyContract contract = Contracts.with(new ObservationTerm.PreviousAction(new Encoding(1, 1, 1)));
        ControlStep control = control(contract);
        Readings readings = new Readings(4);
        float[] seen = new float[2];
        control.startArmed(DOWN, NO_BIAS);

        control.observe(readings.next(false), seen, 0);
        assertArrayEquals(new float[] {0, 0}, seen);
        control.command(new float[] {3, -0.25f}, 0, true);
        control.observe(readings.next(false), seen, 0);
        assertArrayEquals(new float[] {1, -0.25f}, seen); // as the policy gave it, held within −1 to 1
        control.gate().policyLate(1);
        assertEquals(
                Verdict.HOLD, control.command(new float[] {0.5f, 0.5f}, 0, true).verdict());
        control.observe(readings.next(false), seen, 0);
        assertArrayEquals(new float[] {1, -0.25f}, seen); // held
        control.command(new float[] {0.5f, Float.NaN}, 0, true);
        control.observe(readings.next(false), seen, 0);
        assertArrayEquals(new float[] {0, 0}, seen); // stopped
    }

    @Test
    void keepsASpikeFromFilterAndPolicy() {
        ControlStep control = control(WHOLE);
        RobotState state = new RobotState(2);
        state.supply(12, 0);
        state.specificForce()[2] = 9.8;
        float[] seen = new float[WHOLE.observationSize()];
        control.startArmed(DOWN, NO_BIAS);
        control.observe(state, seen, 0);
        control.command(new float[2], 0, true);
        state.angularVelocity()[1] = 30;
        state.timeNanos(10_000_000);
        control.observe(state, seen, 0);

        assertEquals(Verdict.PASS, control.command(new float[2], 0, true).verdict());
        assertEquals(0, control.attitude().tilt());
        assertEquals(0, control.attitude().tiltRate());
        assertEquals(1, control.gate().rejectedReadings());
    }

    @Test
    void stopsOnInfinityFromThePolicyEvenThoughClippingWouldHideIt() {
        ControlStep control = control(WHOLE);
        control.startArmed(DOWN, NO_BIAS);
        control.observe(new Readings(5).next(false), new float[WHOLE.observationSize()], 0);

        assertEquals(
                Fault.TARGET_INVALID,
                control.command(new float[] {0, Float.POSITIVE_INFINITY}, 0, true)
                        .fault());
    }

    @Test
    void refusesAContractOfAnotherRobot() {
        RobotDescription robot = TwoWheels.description();
        RobotDescription weaker = new RobotDescription(
                robot.name(),
                robot.rateHertz(),
                List.of(
                        new Joint("left_wheel", CommandMode.VOLTAGE, new JointLimits(5, 400, 20)),
                        robot.joints().get(1)),
                robot.attitude(),
                robot.safety(),
                robot.arming());

        var refusal = assertThrows(IllegalArgumentException.class, () -> new ControlStep(weaker, WHOLE));
        assertEquals(
                "contract must describe the robot 'two-wheels' as its own files do, was made for another 'two-wheels'",
                refusal.getMessage());
    }

    @Test
    void allocatesNothing() {
        ControlStep control = control(WHOLE);
        Readings readings = new Readings(6);
        float[] observation = new float[WHOLE.observationSize()];
        float[] action = new float[2];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(control, readings, observation, action, 20_000); // classes loaded, code compiled
        long probe = threads.getCurrentThreadAllocatedBytes();
        long empty = threads.getCurrentThreadAllocatedBytes() - probe;
        long before = threads.getCurrentThreadAllocatedBytes();
        run(control, readings, observation, action, 100_000);

        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before - empty);
    }

    private static void run(ControlStep control, Readings readings, float[] observation, float[] action, int ticks) {
        for (int k = 0; k < ticks; k++) {
            if (k % 500 == 0) {
                control.startArmed(DOWN, NO_BIAS);
            }
            control.observe(readings.next(true), observation, 0);
            readings.action(action);
            action[0] = k % 500 == 400 ? Float.NaN : action[0]; // faults allocate nothing either
            control.command(action, 0, true);
        }
    }
}
