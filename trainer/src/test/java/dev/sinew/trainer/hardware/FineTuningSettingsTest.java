package dev.sinew.trainer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import org.junit.jupiter.api.Test;

class FineTuningSettingsTest {
    private FineTuningSettings with(String constraint) {
        String shipped = ConfigFiles.shipped().text("training/finetune.yaml");
        return Document.yaml("finetune.yaml", shipped + "constraint: " + constraint + "\n", FineTuningSettings::read);
    }

    @Test
    void aConstraintsRateFollowsFromItsLimit() {
        FineTuningSettings.Constraint small =
                with("{term: torque, limit: 0.001}").constraint().orElseThrow();
        FineTuningSettings.Constraint large =
                with("{term: torque, limit: 10}").constraint().orElseThrow();

        assertEquals(10_000, small.rate(), 1e-9); // 0.01 / 0.001²
        assertEquals(0.0001, large.rate(), 1e-15);
        assertEquals(
                7,
                with("{term: torque, limit: 10, rate: 7}")
                        .constraint()
                        .orElseThrow()
                        .rate());
    }

    @Test
    void aCostThatIsMultipliedHasAMultiplierThatIsDivided() {
        CostConstraint one = new CostConstraint(
                with("{term: torque, limit: 0.5}").constraint().orElseThrow());
        CostConstraint thousand = new CostConstraint(
                with("{term: torque, limit: 500}").constraint().orElseThrow());
        for (double cost : new double[] {0.9, 0.2, 0.7, 0.7}) {
            one.episode(cost);
            thousand.episode(1000 * cost);
        }

        assertTrue(one.multiplier() > 0);
        assertEquals(one.multiplier() / 1000, thousand.multiplier(), 1e-12);
        assertEquals(one.price() * one.inLimits(0.6), thousand.price() * thousand.inLimits(600), 1e-9);
        assertEquals(one.multiplier() * 0.6, one.price() * one.inLimits(0.6), 1e-9);
    }

    @Test
    void aLimitOfNothingNeedsARate() {
        DocumentException thrown = assertThrows(DocumentException.class, () -> with("{term: torque, limit: 0}"));

        assertTrue(thrown.getMessage().contains("'constraint.rate'"), thrown.getMessage());
    }
}
