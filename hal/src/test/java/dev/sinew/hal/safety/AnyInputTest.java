package dev.sinew.hal.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.JointLimits;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Whatever the sensors and the policy say over a million ticks, no target leaves the limits or is not a number.
class AnyInputTest {
    private static final int TICKS = 1_000_000;
    private static final double[] EXTREMES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0,
        1e30,
        -1e9
    };

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20);
    private final JointLimits limits = new JointLimits(10, 400, 20);
    private final RobotDescription robot = withJoints(List.of(
            new Joint("voltage", CommandMode.VOLTAGE, limits),
            new Joint("torque", CommandMode.TORQUE, new JointLimits(0.3, 5, 20)),
            new Joint("position", CommandMode.POSITION, new JointLimits(1.5, 3, 20)),
            new Joint("velocity", CommandMode.VELOCITY, new JointLimits(1e-3, 1e6, 20))));
    private final SafetyGate gate = new SafetyGate(robot);
    private final RobotState state = new RobotState(4);
    private final AttitudeEstimate attitude = new AttitudeEstimate();
    private final JointTargets wanted = new JointTargets(4);
    private final double[] last = new double[4];
    /// One input in so many is extreme; ticks of great calm let the gate arm and drive in between.
    private int rarity;

    private static RobotDescription withJoints(List<Joint> joints) {
        RobotDescription wheels = TwoWheels.description();
        return new RobotDescription("any", 100, joints, wheels.attitude(), wheels.safety(), wheels.arming());
    }

    @Test
    void neverLetsATargetOutsideTheLimitsThrough() {
        int driven = 0;
        int faults = 0;
        for (int tick = 0; tick < TICKS; tick++) {
            if (tick % 500 == 0) {
                rarity = new int[] {20, 200, 20_000}[random.nextInt(3)];
                gate.startArmed();
            }
            boolean wasFault = gate.state() == ArmingState.FAULT;
            boolean wasArmed = gate.state() == ArmingState.ARMED;
            remember();
            SafeTargets targets = tick(tick);

            check(targets, wasArmed);
            driven += targets.verdict() == Verdict.STOP ? 0 : 1;
            faults += !wasFault && gate.state() == ArmingState.FAULT ? 1 : 0;
        }

        // the test means something only when the gate was often armed and often found a fault
        assertTrue(driven > TICKS / 10, "driven " + driven);
        assertTrue(faults > 1000, "faults " + faults);
    }

    private void remember() {
        for (int j = 0; j < last.length; j++) {
            last[j] = gate.targets().get(j);
        }
    }

    private SafeTargets tick(int tick) {
        fill(state.position(), 3);
        fill(state.velocity(), 4);
        fill(state.angularVelocity(), 0.5);
        fill(state.specificForce(), 1);
        state.supply(any(12, 0.5), any(1, 0.5));
        state.emergencyStop(rare());
        state.faultTicks(count(), count(), count());
        state.linkFaultTicks(count(), count());
        state.timeNanos(rare() ? random.nextLong() : tick * 10_000_000L);
        fill(attitude.gravity(), 0.01);
        attitude.gravity()[2] = any(-1, 0.001);
        fill(attitude.angularVelocity(), 0.03);
        attitude.calibrated(!rare());
        for (int j = 0; j < wanted.size(); j++) {
            wanted.set(j, any(0, 20));
        }
        request();
        gate.inspect(state);
        return gate.judge(attitude, wanted, !rare());
    }

    private void request() {
        if (rare()) {
            gate.policyLate(random.nextBoolean() ? random.nextInt() : 1);
        }
        if (rare()) {
            gate.raise(Fault.of(random.nextInt(18)));
        }
        if (random.nextInt(20) == 0) {
            gate.requestArm();
        }
        if (random.nextInt(20) == 0) {
            gate.requestReset();
        }
        if (rare()) {
            gate.disarm();
        }
    }

    private boolean rare() {
        return random.nextInt(rarity) == 0;
    }

    private int count() {
        return rare() ? random.nextBoolean() ? random.nextInt() : 1 : 0;
    }

    private double any(double mean, double deviation) {
        return rare() ? EXTREMES[random.nextInt(EXTREMES.length)] : mean + deviation * random.nextGaussian();
    }

    private void fill(double[] vector, double deviation) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = any(0, deviation);
        }
    }

    private void check(SafeTargets targets, boolean wasArmed) {
        for (int j = 0; j < targets.size(); j++) {
            double target = targets.get(j);
            JointLimits limits = robot.joints().get(j).limits();
            assertTrue(Math.abs(target) <= limits.command(), "joint " + j + " at " + target); // false for NaN, too
            switch (targets.verdict()) {
                case PASS -> assertEquals(wanted.get(j), target, 0.0);
                case LIMITED -> {
                    // an ulp for the sum of the last target and the step
                    double step = limits.commandRate() * 0.01 * (1 + 1e-12) + 1e-12;
                    assertTrue(!wasArmed || Math.abs(target - last[j]) <= step, "joint " + j + " jumps to " + target);
                }
                case HOLD -> assertEquals(last[j], target);
                case STOP -> assertEquals(0, robot.joints().get(j).mode() == CommandMode.POSITION ? 0 : target);
            }
        }
    }
}
