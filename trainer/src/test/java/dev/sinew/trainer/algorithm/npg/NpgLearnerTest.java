package dev.sinew.trainer.algorithm.npg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.PlainRollout;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.ValueRegression;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpgLearnerTest {
    private static final int STEPS = 64;
    private static final String FILE = """
            hidden: [64, 32]
            activation: tanh
            initialization: column_normalized
            initial_log_std: -0.5
            normalize_observations: true
            normalize_returns: false
            rollout_steps: 96
            discount: 0.98
            gae_lambda: 0.9
            target_kl: 0.02
            cg_iterations: 12
            cg_damping: 0.05
            value_learning_rate: 2e-3
            value_schedule: constant
            value_epochs: 5
            value_batch: 48
            """;

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-5, 1e-6})
    void aStepMovesThePolicyByTheDivergenceItAimsAtAndGains(double divergence) {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 8, team, 1);
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            PlainRollout plain = new PlainRollout(actorCritic);
            NpgLearner learner = new NpgLearner(settings(divergence), actorCritic, new RandomStream(3));

            learner.update(rollout, 0);

            double[] theta = PlainPolicy.wide(actorCritic.policy().values());
            Map<String, Double> figures = new LinkedHashMap<>();
            learner.metrics(figures::put);
            // the models are wrong by a share that falls with the length of the step; parameters are float32
            double tolerance = 15 * Math.sqrt(divergence) + 0.01;
            assertEquals(1, plain.divergence(theta) / divergence, tolerance);
            assertEquals(
                    plain.divergence(theta),
                    figures.getOrDefault("train/kl_divergence_loss", Double.NaN),
                    0.01 * divergence);
            double gain = plain.surrogate(theta) - plain.surrogate(plain.old);
            assertTrue(gain > 0);
            assertEquals(1, gain / figures.getOrDefault("train/policy_objective", Double.NaN), tolerance);
        }
    }

    @Test
    void staysWhereThereIsNothingToGain() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 8, team, 4);
            Rollout rollout = new RandomRollouts(actorCritic, 5).next();
            Arrays.fill(rollout.advantages(), 3f);
            float[] before = actorCritic.policy().values().clone();

            new NpgLearner(settings(0.01), actorCritic, new RandomStream(6)).update(rollout, 0);

            assertArrayEquals(before, actorCritic.policy().values());
        }
    }

    @Test
    void theStepIsThatOfTheQuadraticModel() {
        // √(2·0.02 / (4 − 1e-8 + 1e-8))
        assertEquals(0.1, new NpgLoss(0.02).step(4 - 1e-8), 1e-15);
        assertEquals(Math.sqrt(2 * 0.02 / 1e-8), new NpgLoss(0.02).step(0), 1e-9);
    }

    @Test
    void readsEveryKey() {
        NpgSettings settings = read(FILE);

        assertEquals(96, settings.actorCritic().rolloutSteps());
        assertEquals(0.02, settings.divergence());
        assertEquals(new NaturalGradient.Settings(12, 0.05), settings.gradient());
        assertEquals(48, settings.value().batch());
    }

    @Test
    void refusesWhatIsOutOfRangeByName() {
        var e = assertThrows(DocumentException.class, () -> read(FILE.replace("0.02", "-1")));
        assertTrue(e.getMessage().startsWith("npg.yaml:10: key 'target_kl'"), e.getMessage());
        var worlds = assertThrows(IllegalArgumentException.class, () -> read(FILE.replace("48", "64"))
                .requireWorlds(1));
        assertEquals(
                "value_batch must divide the rollout's 96 rows (rollout_steps 96 of 1 worlds), was 64",
                worlds.getMessage());
    }

    private static NpgSettings read(String text) {
        return Document.yaml("npg.yaml", text, NpgSettings::read);
    }

    private static NpgSettings settings(double divergence) {
        return new NpgSettings(
                RandomRollouts.settings(STEPS, 12),
                divergence,
                new NaturalGradient.Settings(20, 1e-5),
                new ValueRegression.Settings(
                        AdamSettings.ofRate(1e-3), ValueRegression.Schedule.CONSTANT, 2, 32, Double.POSITIVE_INFINITY));
    }
}
