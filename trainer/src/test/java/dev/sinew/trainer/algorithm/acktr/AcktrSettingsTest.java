package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.optimizer.Damping;
import dev.sinew.trainer.optimizer.KfacSettings;
import dev.sinew.trainer.rollout.Gae;
import org.junit.jupiter.api.Test;

class AcktrSettingsTest {
    private static final String FILE = """
            hidden: [32, 16]
            activation: tanh
            value_activation: elu
            initialization: column_normalized
            initial_log_std: -0.5
            normalize_observations: true
            normalize_returns: false
            rollout_steps: 500
            discount: 0.98
            gae_lambda: 0.96
            target_kl: 0.003
            fisher: reference
            value_steps: 20
            value_target: return
            policy_kfac:
              learning_rate: 0.02
              momentum: 0.8
              clip_kl: 0.011
              damping: 0.012
              damping_form: factored
              weight_decay: 0.0001
              statistics_decay: 0.97
              inverse_interval: 3
              cold_steps: 4
            value_kfac:
              learning_rate: 0.005
              momentum: 0.7
              clip_kl: 0.31
              damping: 0.2
              damping_form: tikhonov
              weight_decay: 0.0002
              statistics_decay: 0.94
              inverse_interval: 5
              cold_steps: 60
            """;

    @Test
    void readsEveryKey() {
        AcktrSettings settings = read(FILE);

        assertEquals(
                new KfacSettings(0.02, 0.8, 0.011, 0.012, Damping.FACTORED, 0.0001, 0.97, 3, 4), settings.policy());
        assertEquals(new KfacSettings(0.005, 0.7, 0.31, 0.2, Damping.TIKHONOV, 0.0002, 0.94, 5, 60), settings.value());
        assertEquals(20, settings.valueSteps());
        assertEquals(0.003, settings.targetDivergence());
        assertEquals(ValueTarget.RETURN, settings.valueTarget());
        assertEquals(Fisher.REFERENCE, settings.fisher());
        assertEquals(new Gae(0.98, 0.96), settings.actorCritic().gae());
        assertEquals(Activation.TANH, settings.actorCritic().policy().activation());
        assertEquals(Activation.ELU, settings.actorCritic().value().activation());
    }

    @Test
    void refusesAKeyItDoesNotKnowInASectionToo() {
        var e = assertThrows(
                DocumentException.class, () -> read(FILE.replace("  cold_steps: 60", "  cold_steps: 60\n  ema: 1")));

        assertTrue(e.getMessage().startsWith("acktr.yaml:35: key 'value_kfac.ema' is not known here"), e.getMessage());
    }

    @Test
    void refusesAMomentumOfOne() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("momentum: 0.8", "momentum: 1")));

        assertTrue(e.getMessage().startsWith("acktr.yaml:17: key 'policy_kfac.momentum'"), e.getMessage());
    }

    @Test
    void namesTheWaysToEstimateTheFisherMatrix() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("reference", "guessed")));

        assertTrue(e.getMessage().startsWith("acktr.yaml:12: key 'fisher'"), e.getMessage());
        assertTrue(e.getMessage().contains("sampled"), e.getMessage());
    }

    private static AcktrSettings read(String text) {
        return Document.yaml("acktr.yaml", text, AcktrSettings::read);
    }
}
