package dev.sinew.trainer.algorithm.trpo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.ValueRegression;
import org.junit.jupiter.api.Test;

class TrpoSettingsTest {
    private static final String FILE = """
            hidden: [64, 32]
            activation: tanh
            initialization: orthogonal
            initial_log_std: -0.5
            normalize_observations: true
            normalize_returns: false
            rollout_steps: 96
            discount: 0.98
            gae_lambda: 0.9
            target_kl: 0.02
            cg_iterations: 12
            cg_damping: 0.05
            line_search_tries: 7
            line_search_factor: 0.6
            value_learning_rate: 2e-3
            value_schedule: linear
            value_epochs: 5
            value_batch: 48
            """;

    @Test
    void readsEveryKey() {
        TrpoSettings settings = read(FILE);

        assertEquals(96, settings.actorCritic().rolloutSteps());
        assertEquals(0.02, settings.divergence());
        assertEquals(new NaturalGradient.Settings(12, 0.05), settings.gradient());
        assertEquals(new TrpoSettings.LineSearch(7, 0.6), settings.lineSearch());
        assertEquals(
                new ValueRegression.Settings(
                        AdamSettings.ofRate(2e-3), ValueRegression.Schedule.LINEAR, 5, 48, Double.POSITIVE_INFINITY),
                settings.value());
    }

    @Test
    void refusesABoundOfNothing() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("0.02", "0")));

        assertEquals(true, e.getMessage().startsWith("trpo.yaml:10: key 'target_kl'"), e.getMessage());
    }

    @Test
    void refusesALineSearchThatDoesNotShrink() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("0.6", "1")));

        assertEquals(true, e.getMessage().contains("line_search_factor must be in (0, 1), was 1.0"), e.getMessage());
    }

    @Test
    void refusesWorldsWhoseRolloutTheMinibatchesDoNotFill() {
        TrpoSettings settings = read(FILE.replace("value_batch: 48", "value_batch: 64"));
        assertDoesNotThrow(() -> settings.requireWorlds(2));

        var e = assertThrows(IllegalArgumentException.class, () -> settings.requireWorlds(3));

        assertEquals(
                "value_batch must divide the rollout's 288 rows (rollout_steps 96 of 3 worlds), was 64",
                e.getMessage());
    }

    private static TrpoSettings read(String text) {
        return Document.yaml("trpo.yaml", text, TrpoSettings::read);
    }
}
