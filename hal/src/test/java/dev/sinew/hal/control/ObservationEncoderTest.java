package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import org.junit.jupiter.api.Test;

class ObservationEncoderTest {
    private final RobotState state = new RobotState(2);
    private final AttitudeEstimate attitude = new AttitudeEstimate();

    private float[] encode(ObservationEncoder encoder, PolicyContract contract, float... previousAction) {
        float[] observation = new float[contract.observationSize()];
        encoder.encode(state, attitude, previousAction, observation, 0);
        return observation;
    }

    @Test
    void encodesEachTermInTheOrderOfTheContract() {
        PolicyContract contract = Contracts.with(
                new ObservationTerm.JointPosition(new Encoding(0.5, 10, 1)),
                new ObservationTerm.PreviousAction(new Encoding(2, 1.5, 1)),
                new ObservationTerm.Tilt(new Encoding(2, 10, 1)),
                new ObservationTerm.TiltRate(new Encoding(10, 2.5, 1)),
                new ObservationTerm.YawRate(new Encoding(4, 10, 1)),
                new ObservationTerm.JointVelocity(new Encoding(0.25, 10, 1)));
        attitude.gravity()[0] = Math.sin(0.375); // leans forward by 0.375 rad
        attitude.gravity()[2] = -Math.cos(0.375);
        attitude.angularVelocity()[1] = -0.3;
        attitude.angularVelocity()[2] = 0.25;
        state.position()[0] = 4.5;
        state.position()[1] = 1.75;
        state.velocity()[0] = 8;
        state.velocity()[1] = 2;

        float[] expected = {
            0.5f * (4.5f - 0.5f), // left: sign + from 0.5 rad
            0.5f * -(1.75f + 0.25f), // right: sign − from −0.25 rad
            1.0f, // 2 · 0.5
            -1.5f, // 2 · −1 clipped to 1.5
            0.75f, // 2 · 0.375
            -2.5f, // 10 · −0.3 clipped to 2.5
            1.0f, // 4 · 0.25
            2.0f, // 0.25 · 8
            -0.5f // 0.25 · −2
        };
        assertArrayEquals(expected, encode(new ObservationEncoder(contract), contract, 0.5f, -1), 1e-7f);
    }

    @Test
    void putsTheNewestBlockFirstAndRepeatsTheFirstTick() {
        PolicyContract contract = Contracts.with(
                new ObservationTerm.JointVelocity(new Encoding(1, 100, 3)),
                new ObservationTerm.YawRate(new Encoding(1, 100, 1)));
        ObservationEncoder encoder = new ObservationEncoder(contract);
        float[][] seen = new float[4][];
        for (int k = 0; k < 4; k++) {
            state.velocity()[0] = k + 1;
            state.velocity()[1] = -10 * (k + 1);
            attitude.angularVelocity()[2] = 7;
            seen[k] = encode(encoder, contract, 0, 0);
        }

        assertArrayEquals(new float[] {1, 10, 1, 10, 1, 10, 7}, seen[0]);
        assertArrayEquals(new float[] {2, 20, 1, 10, 1, 10, 7}, seen[1]);
        assertArrayEquals(new float[] {3, 30, 2, 20, 1, 10, 7}, seen[2]);
        assertArrayEquals(new float[] {4, 40, 3, 30, 2, 20, 7}, seen[3]);
    }

    @Test
    void forgetsTheHistoryOnReset() {
        PolicyContract contract = Contracts.with(new ObservationTerm.YawRate(new Encoding(1, 100, 2)));
        ObservationEncoder encoder = new ObservationEncoder(contract);
        attitude.angularVelocity()[2] = 3;
        encode(encoder, contract, 0, 0);
        encoder.reset();
        attitude.angularVelocity()[2] = 5;

        assertArrayEquals(new float[] {5, 5}, encode(encoder, contract, 0, 0));
    }

    @Test
    void fillsFromTheOffsetOnAndNothingElse() {
        PolicyContract contract = Contracts.with(new ObservationTerm.YawRate(new Encoding(1, 100, 1)));
        attitude.angularVelocity()[2] = 5;
        float[] observations = {-1, -1, -1};
        new ObservationEncoder(contract).encode(state, attitude, new float[2], observations, 1);

        assertArrayEquals(new float[] {-1, 5, -1}, observations);
    }
}
