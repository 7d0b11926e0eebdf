package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.robot.JointTargets;
import org.junit.jupiter.api.Test;

class ActionDecoderTest {
    private final ActionDecoder decoder =
            new ActionDecoder(Contracts.with(new ObservationTerm.Tilt(new Encoding(1, 2, 1))));
    private final JointTargets wanted = new JointTargets(2);

    private void decode(float left, float right) {
        decoder.decode(new float[] {99, left, right}, 1, wanted);
    }

    @Test
    void mapsEachEntryToItsJoint() {
        decode(0.25f, 0.5f);

        assertEquals(0.5 + 8 * 0.25, wanted.get(0));
        assertEquals(-(4 * 0.5), wanted.get(1)); // seen the other way round
    }

    @Test
    void takesWhatIsBeyondOneForOne() {
        decode(1e30f, -1.5f);

        assertEquals(0.5 + 8, wanted.get(0));
        assertEquals(4, wanted.get(1));
    }

    @Test
    void makesNoTargetOfWhatIsNoFiniteNumber() {
        decode(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertEquals(Double.NaN, wanted.get(0));
        assertEquals(Double.NaN, wanted.get(1));
        decode(Float.NaN, 0);

        assertEquals(Double.NaN, wanted.get(0));
    }
}
