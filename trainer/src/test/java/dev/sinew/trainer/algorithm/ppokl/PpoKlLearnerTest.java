package dev.sinew.trainer.algorithm.ppokl;

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
import dev.sinew.trainer.rollout.PlainRollout;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.ValueRegression;
import dev.sinew.trainer.rollout.ValueRegression.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PpoKlLearnerTest {
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
            target_kl: 0.02
            kl_coefficient: 0.5
            clip: 0.3
            epochs: 7
            batch: 48
            entropy_coefficient: 0.01
            max_gradient_norm: 0.6
            learning_rate: 2e-3
            schedule: linear
            """;

    @Test
    void aStepGoesAlongTheGradientOfThePenalisedSurrogate() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 2, team, 1);
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            PlainRollout plain = new PlainRollout(actorCritic);
            // two steps on all rows: the first has no divergence yet, the second has
            PpoKlLearner learner = learner(actorCritic, 2, 64, 30);
            PpoKlLearner half = learner(actorCritic, 1, 64, 30);
            half.update(rollout, 0);
            double[] between = PlainPolicy.wide(actorCritic.policy().values());
            for (int i = 0; i < between.length; i++) {
                actorCritic.policy().values()[i] = (float) plain.old[i];
            }
            double[] gradient = plain.policy.gradient(
                    between, t -> 30 * plain.divergence(t) - plain.surrogate(t) - 0.01 * entropy(t, plain));
            double[] first = plain.policy.gradient(plain.old, t -> -plain.surrogate(t) - 0.01 * entropy(t, plain));

            learner.update(rollout, 0);

            int checked = 0;
            for (int place : plain.policy.places()) {
                if (Math.abs(first[place]) < 1e-4) {
                    continue; // Adam's ε and float32 count there
                }
                double g1 = first[place];
                double g2 = gradient[place];
                double mean = (0.9 * 0.1 * g1 + 0.1 * g2) / (1 - 0.81);
                double square = (0.999 * 0.001 * g1 * g1 + 0.001 * g2 * g2) / (1 - 0.999 * 0.999);
                double expected = between[place] - 3e-3 * mean / (Math.sqrt(square) + 1e-5);
                assertEquals(expected, actorCritic.policy().values()[place], 4e-5, "place " + place);
                checked++;
            }
            assertTrue(checked > 100, "checked " + checked);
        }
    }

    /// Up to what does not change: the sum of both log σ, which come last.
    private static double entropy(double[] theta, PlainRollout plain) {
        int last = plain.policy.places().getLast();
        return theta[last] + theta[last - 1];
    }

    @Test
    void thePenaltyHoldsTheDivergenceNearItsTarget() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 8, team, 3);
            RandomRollouts rollouts = new RandomRollouts(actorCritic, 4);
            PpoKlLearner learner = learner(actorCritic, 5, 32, 1);
            double sum = 0;
            for (int i = 0; i < 60; i++) {
                learner.update(rollouts.next(), 0);
                Map<String, Double> figures = figures(learner);
                sum += i >= 20 ? figures.getOrDefault("train/approx_kl", Double.NaN) : 0;
            }

            assertEquals(0.01, sum / 40, 0.005);
        }
    }

    @Test
    void reportsTheDivergenceOfTheWholeRollout() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 4, team, 5);
            Rollout rollout = new RandomRollouts(actorCritic, 6).next();
            PlainRollout plain = new PlainRollout(actorCritic);
            PpoKlLearner learner = learner(actorCritic, 3, 32, 1);

            learner.update(rollout, 0);

            double divergence =
                    plain.divergence(PlainPolicy.wide(actorCritic.policy().values()));
            assertEquals(
                    divergence, figures(learner).getOrDefault("train/approx_kl", Double.NaN), 1e-5 * (1 + divergence));
        }
    }

    @Test
    void thePenaltyIsPartOfACheckpoint() throws IOException {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, 2, team, 7);
            RandomRollouts rollouts = new RandomRollouts(actorCritic, 8);
            PpoKlLearner learner = learner(actorCritic, 1, 32, 1);
            for (int i = 0; i < 5; i++) {
                learner.update(rollouts.next(), 0);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            learner.save(new DataOutputStream(bytes));
            PpoKlLearner other = learner(actorCritic, 1, 32, 1);

            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

            double beta = figures(learner).getOrDefault("train/kl_coefficient", Double.NaN);
            assertTrue(beta != 1, "beta " + beta);
            assertEquals(beta, figures(other).getOrDefault("train/kl_coefficient", Double.NaN));
        }
    }

    @Test
    void readsEveryKey() {
        PpoKlSettings settings = read(FILE);

        assertEquals(96, settings.actorCritic().rolloutSteps());
        assertEquals(new PpoKlSettings.Penalty(0.02, 0.5), settings.penalty());
        assertEquals(OptionalDouble.of(0.3), settings.clip());
        assertEquals(0.01, settings.entropy());
        assertEquals(
                new ValueRegression.Settings(new AdamSettings(2e-3, 0.9, 0.999, 1e-5), Schedule.LINEAR, 7, 48, 0.6),
                settings.fit());
        assertEquals(
                OptionalDouble.empty(), read(FILE.replace("clip: 0.3\n", "")).clip());
    }

    @Test
    void refusesWhatIsOutOfRangeByName() {
        var e = assertThrows(
                DocumentException.class,
                () -> read(FILE.replace("0.5\n", "1e7\n").replace("-1e7", "0")));
        assertTrue(e.getMessage().contains("kl_coefficient must be in [1.0E-6, 1000000.0], was 1.0E7"), e.getMessage());
        var worlds = assertThrows(IllegalArgumentException.class, () -> read(FILE.replace("48", "64"))
                .requireWorlds(1));
        assertEquals(
                "batch must divide the rollout's 96 rows (rollout_steps 96 of 1 worlds), was 64", worlds.getMessage());
    }

    private static PpoKlSettings read(String text) {
        return Document.yaml("ppo-kl.yaml", text, PpoKlSettings::read);
    }

    private static Map<String, Double> figures(PpoKlLearner learner) {
        Map<String, Double> figures = new LinkedHashMap<>();
        learner.metrics(figures::put);
        return figures;
    }

    private static PpoKlLearner learner(ActorCritic actorCritic, int epochs, int batch, double beta) {
        PpoKlSettings settings = new PpoKlSettings(
                RandomRollouts.settings(STEPS, 12),
                new PpoKlSettings.Penalty(0.01, beta),
                OptionalDouble.empty(),
                0.01,
                new ValueRegression.Settings(
                        new AdamSettings(3e-3, 0.9, 0.999, 1e-5), Schedule.CONSTANT, epochs, batch, 1e9));
        return new PpoKlLearner(settings, actorCritic, new RandomStream(9));
    }
}
