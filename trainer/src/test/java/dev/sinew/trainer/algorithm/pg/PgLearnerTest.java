package dev.sinew.trainer.algorithm.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.PlainRollout;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.ValueRegression;
import dev.sinew.trainer.rollout.ValueRegression.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PgLearnerTest {
    private static final int STEPS = 32;
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
            epochs: 3
            batch: 32
            max_ratio: 2.5
            entropy_coefficient: 0.01
            learning_rate: 2e-3
            schedule: linear
            value_learning_rate: 3e-3
            value_schedule: constant
            value_epochs: 5
            value_batch: 48
            """;

    @Test
    void theFirstStepGoesAlongThePolicyGradient() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 2, team, 1);
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            PlainRollout plain = new PlainRollout(actorCritic);
            double[] gradient = plain.policy.gradient(plain.old, plain::score);

            learner(actorCritic, 1).update(rollout, 0.75);

            int checked = 0;
            for (int place : plain.policy.places()) {
                double g = gradient[place];
                if (Math.abs(g) > 1e-4) {
                    // the first step of Adam is the rate, a quarter of it left, by the sign
                    double expected = plain.old[place] + 0.25 * 3e-3 * Math.signum(g);
                    assertEquals(expected, actorCritic.policy().values()[place], 1e-6);
                    checked++;
                }
            }
            assertTrue(checked > 100, "checked " + checked);
        }
    }

    @Test
    void reportsNoDivergenceForOneStepAndSomeForMore() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 2, team, 3);
            RandomRollouts rollouts = new RandomRollouts(actorCritic, 4);
            PgLearner once = learner(actorCritic, 1);
            once.update(rollouts.next(), 0);
            PgLearner often = learner(actorCritic, 4);
            often.update(rollouts.next(), 0);

            assertEquals(0, figures(once).getOrDefault("train/approx_kl", Double.NaN));
            assertTrue(figures(often).getOrDefault("train/approx_kl", Double.NaN) > 1e-6);
        }
    }

    @Test
    void readsEveryKey() {
        PgSettings settings = read(FILE);

        assertEquals(96, settings.actorCritic().rolloutSteps());
        assertEquals(AdamSettings.ofRate(2e-3), settings.adam());
        assertEquals(Schedule.LINEAR, settings.schedule());
        assertEquals(3, settings.epochs());
        assertEquals(32, settings.batch());
        assertEquals(OptionalDouble.of(2.5), settings.largestRatio());
        assertEquals(0.01, settings.entropy());
        assertEquals(48, settings.value().batch());
        assertEquals(
                OptionalDouble.empty(),
                read(FILE.replace("max_ratio: 2.5\n", "")).largestRatio());
    }

    @Test
    void refusesWhatIsOutOfRangeByName() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("2.5", "0.5")));
        assertTrue(e.getMessage().contains("max_ratio must be at least 1, was 0.5"), e.getMessage());
        assertRefused(
                "batch must divide the rollout's 96 rows (rollout_steps 96 of 1 worlds), was 64",
                FILE.replace("\nbatch: 32", "\nbatch: 64"));
        assertRefused(
                "value_batch must divide the rollout's 96 rows (rollout_steps 96 of 1 worlds), was 64",
                FILE.replace("value_batch: 48", "value_batch: 64"));
    }

    private static void assertRefused(String message, String text) {
        PgSettings settings = read(text);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> settings.requireWorlds(1))
                        .getMessage());
    }

    private static PgSettings read(String text) {
        return Document.yaml("pg.yaml", text, PgSettings::read);
    }

    private static Map<String, Double> figures(PgLearner learner) {
        Map<String, Double> figures = new LinkedHashMap<>();
        learner.metrics(figures::put);
        return figures;
    }

    private static PgLearner learner(ActorCritic actorCritic, int epochs) {
        PgSettings settings = new PgSettings(
                RandomRollouts.settings(STEPS, 12),
                AdamSettings.ofRate(3e-3),
                Schedule.LINEAR,
                epochs,
                64,
                OptionalDouble.empty(),
                0,
                new ValueRegression.Settings(
                        AdamSettings.ofRate(1e-3), Schedule.CONSTANT, 1, 32, Double.POSITIVE_INFINITY));
        return new PgLearner(settings, actorCritic, new RandomStream(9));
    }
}
