package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SacSettingsTest {
    private static final String FILE = """
            hidden: [64, 32]
            activation: tanh
            normalize_observations: true
            replay: 50000
            batch: 100
            learning_rate: 1e-3
            discount: 0.98
            target_rate: 0.02
            initial_temperature: 0.2
            target_entropy: -1.5
            """;

    @Test
    void readsEveryKey() {
        assertEquals(
                SacSettings.plain(
                        new NetworkSettings(List.of(64, 32), Activation.TANH, true),
                        new ReplaySettings(50_000, 100),
                        new SacSettings.Temperature(0.2, OptionalDouble.of(-1.5)),
                        AdamSettings.ofRate(1e-3),
                        0.98,
                        0.02),
                read(FILE));
    }

    @Test
    void leavesTheTargetEntropyToTheNumberOfActions() {
        assertEquals(
                OptionalDouble.empty(),
                read(FILE.replace("target_entropy: -1.5\n", "")).temperature().targetEntropy());
    }

    @Test
    void refusesABatchLargerThanTheReplay() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("50000", "99")));

        assertEquals("sac.yaml:1: batch must be at least 2 and at most the capacity of 99, was 100", e.getMessage());
    }

    @Test
    void refusesADiscountOfOne() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("0.98", "1")));

        assertEquals(true, e.getMessage().startsWith("sac.yaml:7: key 'discount'"), e.getMessage());
    }

    @Test
    void refusesAKeyItDoesNotKnow() {
        var e = assertThrows(DocumentException.class, () -> read(FILE + "tau: 0.005\n"));

        assertEquals(true, e.getMessage().startsWith("sac.yaml:11: key 'tau' is not known here"), e.getMessage());
    }

    @Test
    void readsStateDependentExploration() {
        String gsde = "exploration: gsde\nexploration_std: 0.05\nexploration_interval: 64\n";

        assertEquals(
                Optional.of(new ExplorationSettings.StateDependent(0.05, 64)),
                read(FILE + gsde).exploration());
        assertEquals(Optional.empty(), read(FILE).exploration());
    }

    @Test
    void refusesNoiseThatIsNotItsOwn() {
        var e = assertThrows(DocumentException.class, () -> read(FILE + "exploration: gaussian\n"));

        assertEquals("sac.yaml:11: key 'exploration' must be one of gsde, was 'gaussian'", e.getMessage());
    }

    @Test
    void refusesAStdWithoutALogarithm() {
        String gsde = "exploration: gsde\nexploration_std: 0\nexploration_interval: 64\n";
        var e = assertThrows(DocumentException.class, () -> read(FILE + gsde));

        assertEquals("sac.yaml:1: exploration_std must be positive, was 0.0", e.getMessage());
    }

    private static SacSettings read(String text) {
        return Document.yaml("sac.yaml", text, SacSettings::read);
    }
}
