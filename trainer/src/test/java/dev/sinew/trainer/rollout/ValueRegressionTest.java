package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ValueRegression.Schedule;
import org.junit.jupiter.api.Test;

class ValueRegressionTest {
    @Test
    void aStepIsOneOfAdamAlongTheGradientOfTheMeanSquaredError() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(16, 2, team, 1);
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            PlainPolicy plain = new PlainPolicy(actorCritic.valueShape(), 0);
            double[] before = PlainPolicy.wide(actorCritic.value().values());
            double[][] states = PlainPolicy.rows(rollout.observations());
            double[] returns = PlainPolicy.wide(rollout.returns());
            double[] gradient = plain.gradient(before, theta -> error(plain, theta, states, returns));
            ValueRegression regression = regression(actorCritic, 1, 32, Schedule.LINEAR);

            regression.fit(0.75);

            assertEquals(error(plain, before, states, returns), regression.loss(), 1e-5);
            for (int place : plain.places()) {
                // the first step of Adam is the rate times g/(|g| + ε)
                double g = gradient[place];
                assertEquals(
                        before[place] - 0.25 * 1e-2 * g / (Math.abs(g) + 1e-8),
                        actorCritic.value().values()[place],
                        Math.abs(g) < 1e-4 ? 2e-2 : 2e-6);
            }
        }
    }

    @Test
    void learnsTheReturnsByHeart() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(8, 2, team, 3);
            new RandomRollouts(actorCritic, 4).next();
            ValueRegression regression = regression(actorCritic, 1, 8, Schedule.CONSTANT);
            regression.fit(0);
            double first = regression.loss();
            for (int i = 0; i < 600; i++) {
                regression.fit(1);
            }

            assertTrue(regression.loss() < first / 50, first + " to " + regression.loss());
        }
    }

    @Test
    void cutsTheGradientToItsLargestNorm() {
        try (KernelTeam team = new KernelTeam(1)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(16, 2, team, 5);
            new RandomRollouts(actorCritic, 6).next();
            float[] before = actorCritic.value().values().clone();
            // so short that ε counts: steps are then as long as the gradient, rate·g/ε
            AdamSettings adam = new AdamSettings(1e-3, 0.9, 0.999, 1);
            var settings = new ValueRegression.Settings(adam, Schedule.CONSTANT, 1, 32, 1e-3);

            new ValueRegression(settings, actorCritic, new RandomStream(7)).fit(0);

            double squares = 0;
            for (int i = 0; i < before.length; i++) {
                squares += Math.pow((double) actorCritic.value().values()[i] - before[i], 2);
            }
            assertEquals(1e-6, Math.sqrt(squares), 1e-7);
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        AdamSettings adam = AdamSettings.ofRate(1e-3);
        assertRefused("value epochs must be at least 1, was 0", () -> settings(adam, 0, 1, 1));
        assertRefused("value batch must be at least 1, was 0", () -> settings(adam, 1, 0, 1));
        assertRefused("largest gradient must be positive, was 0.0", () -> settings(adam, 1, 1, 0));
    }

    private static void assertRefused(String message, Runnable made) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, made::run).getMessage());
    }

    private static ValueRegression.Settings settings(AdamSettings adam, int epochs, int batch, double largest) {
        return new ValueRegression.Settings(adam, Schedule.CONSTANT, epochs, batch, largest);
    }

    private static ValueRegression regression(ActorCritic actorCritic, int epochs, int batch, Schedule schedule) {
        return new ValueRegression(
                new ValueRegression.Settings(
                        AdamSettings.ofRate(1e-2), schedule, epochs, batch, Double.POSITIVE_INFINITY),
                actorCritic,
                new RandomStream(8));
    }

    private static double error(PlainPolicy plain, double[] theta, double[][] states, double[] returns) {
        double sum = 0;
        for (int r = 0; r < states.length; r++) {
            double error = plain.mean(theta, states[r])[0] - returns[r];
            sum += error * error / states.length;
        }
        return sum;
    }
}
