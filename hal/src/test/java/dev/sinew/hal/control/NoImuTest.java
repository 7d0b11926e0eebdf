package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.Pendulum;
import dev.sinew.hal.bus.AllocatedBytes;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The control step of a robot without an IMU, with one driven joint of two.
class NoImuTest {
    private static final Encoding PLAIN = new Encoding(1, 100, 1);
    private static final double[] DOWN = {0, 0, -1};
    private static final double[] NO_BIAS = new double[3];

    private final RobotState state = new RobotState(2);
    private final ControlStep control = new ControlStep(
            Pendulum.robot(),
            contract(List.of(
                    new ObservationTerm.OneJointPosition("arm", PLAIN),
                    new ObservationTerm.JointSine("pendulum", PLAIN),
                    new ObservationTerm.JointCosine("pendulum", PLAIN),
                    new ObservationTerm.JointVelocity(PLAIN),
                    new ObservationTerm.PreviousAction(PLAIN))));

    private static PolicyContract contract(List<ObservationTerm> terms) {
        int size = terms.stream().mapToInt(term -> term.size(Pendulum.robot())).sum();
        return new PolicyContract(
                Pendulum.robot(),
                "pendulum",
                0.02,
                List.of(new JointConvention("arm", -1, 0), new JointConvention("pendulum", -1, Math.PI)),
                terms,
                List.of(new ActionMapping("arm", 6, 0)),
                Normalization.identity(size));
    }

    @Test
    void seesAnglesAsTheContractSays() {
        state.position()[0] = 0.5;
        state.position()[1] = Math.PI / 2; // a quarter turn below its default position, seen turned round
        state.velocity()[0] = 2;
        float[] observation = new float[6];
        control.startArmed(DOWN, NO_BIAS);
        state.supply(12, 0);

        control.observe(state, observation, 0);

        // −(π/2 − π) = π/2: sine 1, cosine 0 (6e-17 in double)
        assertArrayEquals(new float[] {-0.5f, 1, 0, -2, 0, 0}, observation, 1e-7f);
    }

    @Test
    void anActionDrivesTheDrivenJointInItsDirection() {
        control.startArmed(DOWN, NO_BIAS);
        state.supply(12, 0);
        control.observe(state, new float[6], 0);

        SafeTargets safe = control.command(new float[] {0.1f}, 0, true);

        assertEquals(Verdict.PASS, safe.verdict());
        assertEquals(-0.6, safe.get(0), 1e-7);
        assertEquals(0, safe.get(1));
    }

    @Test
    void equalReadingsOfAnImuItDoesNotHaveAreNoFault() {
        control.startArmed(DOWN, NO_BIAS);
        state.supply(12, 0);
        for (int tick = 0; tick < 100; tick++) {
            state.timeNanos(tick * 10_000_000L);
            control.observe(state, new float[6], 0);
            assertEquals(
                    Verdict.PASS, control.command(new float[] {0.1f}, 0, true).verdict());
        }
        assertEquals(0, control.attitude().tilt());
    }

    @Test
    void refusesTermsThatNoSensorGives() {
        assertEquals(
                "observation of a robot without an IMU must not hold tilt, did",
                assertThrows(IllegalArgumentException.class, () -> contract(List.of(new ObservationTerm.Tilt(PLAIN))))
                        .getMessage());
        assertEquals(
                "observation term joint_sine must name one of [arm, pendulum], was 'leg'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> contract(List.of(new ObservationTerm.JointSine("leg", PLAIN))))
                        .getMessage());
    }

    @Test
    void aTickAllocatesNothing() {
        float[] action = {0.1f};
        float[] observation = new float[6];
        control.startArmed(DOWN, NO_BIAS);
        state.supply(12, 0);

        assertEquals(0, AllocatedBytes.during(20_000, () -> {
            control.observe(state, observation, 0);
            control.command(action, 0, true);
        }));
    }
}
