package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.PlainPolicy;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.RandomRollouts;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.RowOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A whole update of several epochs in float64 beside the one in float32: ratios and values leave their bounds, and
/// Adam's moments carry on from one minibatch to the next. Gradients are central differences.
class PpoEpochsTest {
    private static final int STEPS = 12;
    private static final int WORLDS = 2;
    private static final int ROWS = STEPS * WORLDS;
    private static final int BATCH = 12;
    private static final int EPOCHS = 3;
    private static final double RATE = 0.02;
    private static final double CLIP = 0.1;
    private static final double COEFFICIENT = 0.7;
    private static final double ENTROPY = 0.02;
    private static final double NORM = 0.5;
    private static final long SEED = 6;

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "true, 2"})
    void movesEveryNumberAsTheEquationsSay(boolean bounded, int threads) {
        OptionalDouble bound = bounded ? OptionalDouble.of(0.05) : OptionalDouble.empty();
        PpoSettings settings = new PpoSettings(
                RandomRollouts.settings(STEPS, 12),
                new PpoSettings.Clip(CLIP, PpoSettings.ClipSchedule.CONSTANT),
                EPOCHS,
                BATCH,
                new PpoSettings.Value(COEFFICIENT, bound),
                ENTROPY,
                NORM,
                new PpoSettings.Step(
                        new AdamSettings(RATE, 0.9, 0.999, 1e-5),
                        PpoSettings.Schedule.CONSTANT,
                        OptionalDouble.empty()));
        try (KernelTeam team = new KernelTeam(threads)) {
            ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 8);
            new RandomRollouts(actorCritic, 9).next();
            Twin twin = new Twin(actorCritic, bound.orElse(Double.POSITIVE_INFINITY));
            twin.update();

            new PpoLearner(settings, actorCritic, new RandomStream(SEED)).update(actorCritic.rollout(), 0);

            assertClose(
                    twin.policy.places(),
                    twin.policyParameters,
                    actorCritic.policy().values());
            assertClose(
                    twin.value.places(),
                    twin.valueParameters,
                    actorCritic.value().values());
            assertTrue(twin.ratiosHeld > 5, "ratios held to their bound: " + twin.ratiosHeld);
            assertTrue(twin.cuts > 1, "gradients cut: " + twin.cuts);
            assertEquals(bounded, twin.valuesHeld > 5, "values held to their bound: " + twin.valuesHeld);
        }
    }

    /// Steps are of 0.02 each and there are six; a wrong term turns some of them round.
    private static void assertClose(List<Integer> places, double[] wanted, float[] found) {
        for (int place : places) {
            assertEquals(wanted[place], found[place], 0.01 * RATE, "number " + place);
        }
    }

    private static final class Twin {
        final PlainPolicy policy;
        final PlainPolicy value;
        double[] policyParameters;
        double[] valueParameters;
        int ratiosHeld;
        int valuesHeld;
        int cuts;
        private final int logStd;
        private final Rollout rollout;
        private final double bound;
        private final double[][] states;
        private final double[][] actions;
        private final Adam policyAdam;
        private final Adam valueAdam;

        Twin(ActorCritic actorCritic, double bound) {
            this.bound = bound;
            logStd = actorCritic.policy().freeOffset();
            rollout = actorCritic.rollout();
            policy = new PlainPolicy(actorCritic.policyShape(), 2);
            value = new PlainPolicy(actorCritic.valueShape(), 0);
            policyParameters = PlainPolicy.wide(actorCritic.policy().values());
            valueParameters = PlainPolicy.wide(actorCritic.value().values());
            states = PlainPolicy.rows(rollout.observations());
            actions = PlainPolicy.rows(rollout.actions(), 2);
            policyAdam = new Adam(policyParameters.length);
            valueAdam = new Adam(valueParameters.length);
        }

        void update() {
            RowOrder order = new RowOrder(ROWS, new RandomStream(SEED).split("order of rows"));
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                order.shuffle();
                for (int first = 0; first < ROWS; first += BATCH) {
                    minibatch(Arrays.copyOfRange(order.rows(), first, first + BATCH));
                }
            }
        }

        private void minibatch(int[] rows) {
            double[] advantages = standardized(rows);
            count(rows, advantages);
            double[] policyGradient = policy.gradient(policyParameters, p -> policyLoss(p, rows, advantages));
            double[] valueGradient = value.gradient(valueParameters, v -> COEFFICIENT * valueLoss(v, rows));
            double norm = Math.sqrt(squares(policyGradient) + squares(valueGradient));
            double factor = Math.min(1, NORM / (norm + 1e-6));
            cuts += factor < 1 ? 1 : 0;
            policyParameters = policyAdam.step(policyParameters, policyGradient, factor);
            valueParameters = valueAdam.step(valueParameters, valueGradient, factor);
        }

        /// `−mean min(r·Â, clamp(r, 1 − ε, 1 + ε)·Â) − c·H`
        private double policyLoss(double[] parameters, int[] rows, double[] advantages) {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                double r = ratio(parameters, rows[i]);
                sum -= Math.min(r * advantages[i], Math.clamp(r, 1 - CLIP, 1 + CLIP) * advantages[i]);
            }
            double entropy = 0;
            for (int k = 0; k < 2; k++) {
                entropy += parameters[logStd + k] + 0.5 * Math.log(2 * Math.PI * Math.E);
            }
            return sum / rows.length - ENTROPY * entropy;
        }

        private double ratio(double[] parameters, int row) {
            return Math.exp(policy.logPi(parameters, states[row], actions[row]) - rollout.logPi()[row]);
        }

        /// `mean max((V − R)², (Vₒ + clamp(V − Vₒ, ±bound) − R)²)`
        private double valueLoss(double[] parameters, int[] rows) {
            double sum = 0;
            for (int row : rows) {
                double v = value.mean(parameters, states[row])[0];
                double old = rollout.values()[row];
                double held = old + Math.clamp(v - old, -bound, bound);
                double target = rollout.returns()[row];
                sum += Math.max((v - target) * (v - target), (held - target) * (held - target));
            }
            return sum / rows.length;
        }

        /// How many terms of the losses are at their bound, so that the test tests something.
        private void count(int[] rows, double[] advantages) {
            for (int i = 0; i < rows.length; i++) {
                double r = ratio(policyParameters, rows[i]);
                ratiosHeld += r * advantages[i] > Math.clamp(r, 1 - CLIP, 1 + CLIP) * advantages[i] ? 1 : 0;
                double v = value.mean(valueParameters, states[rows[i]])[0];
                double old = rollout.values()[rows[i]];
                double target = rollout.returns()[rows[i]];
                double held = old + Math.clamp(v - old, -bound, bound);
                valuesHeld += Math.abs(held - target) > Math.abs(v - target) ? 1 : 0;
            }
        }

        private double[] standardized(int[] rows) {
            double[] advantages = new double[rows.length];
            double mean = 0;
            for (int row : rows) {
                mean += rollout.advantages()[row] / (double) rows.length;
            }
            double squares = 0;
            for (int i = 0; i < rows.length; i++) {
                advantages[i] = rollout.advantages()[rows[i]] - mean;
                squares += advantages[i] * advantages[i];
            }
            for (int i = 0; i < rows.length; i++) {
                advantages[i] /= Math.sqrt(squares / (rows.length - 1)) + 1e-8;
            }
            return advantages;
        }

        private static double squares(double[] values) {
            return Arrays.stream(values).map(v -> v * v).sum();
        }
    }

    /// Kingma and Ba's Algorithm 1.
    private static final class Adam {
        private final double[] m;
        private final double[] v;
        private int steps;

        Adam(int size) {
            m = new double[size];
            v = new double[size];
        }

        double[] step(double[] parameters, double[] gradient, double factor) {
            double[] moved = parameters.clone();
            steps++;
            for (int i = 0; i < moved.length; i++) {
                double g = factor * gradient[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double mean = m[i] / (1 - Math.pow(0.9, steps));
                double square = v[i] / (1 - Math.pow(0.999, steps));
                moved[i] -= RATE * mean / (Math.sqrt(square) + 1e-5);
            }
            return moved;
        }
    }
}
