package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.offpolicy.Diagnosis;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SacDiagnosisTest {
    private final SacRig rig = SacRig.small(Activation.RELU, 16, 1);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void namesThePolicysTensor() {
        rig.actorParameters.values()[rig.actorShape.hidden().get(1).bias(3)] = Float.NaN;

        assertFalse(rig.update.run());

        assertEquals("actor hidden1.bias", culprit());
    }

    @Test
    void namesACriticsTensor() {
        Parameters critic = rig.critics.ensemble().get(1).parameters();
        critic.values()[rig.criticShape.hidden().getFirst().weight(2, 5)] = Float.NaN;

        assertFalse(rig.update.run());

        assertEquals("critic 2 hidden0.weight", culprit());
    }

    @Test
    void namesATargetsTensor() {
        Parameters target = rig.critics.ensemble().get(0).target();
        target.values()[rig.criticShape.head().bias(0)] = Float.NEGATIVE_INFINITY;

        assertFalse(rig.update.run());

        assertEquals("critic 1 target head.bias", culprit());
    }

    @Test
    void findsNothingInAnUpdateThatWentWell() {
        assertTrue(rig.update.run());

        assertEquals("loss", culprit());
    }

    private String culprit() {
        return new Diagnosis(rig.batch, Map.of("actor", rig.actorParameters), rig.critics.ensemble()).culprit();
    }
}
