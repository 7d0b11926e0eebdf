package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.PlainPolicy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalGradientTest {
    private static final int STEPS = 64;

    private static final class Rig {
        final ActorCritic actorCritic;
        final PolicyBatch batch;
        final NaturalGradient natural;

        /// The inputs of the network are those of the rollout times a factor each, its weights those over the factor:
        /// the same policy in other parameters.
        Rig(KernelTeam team, NaturalGradient.Settings settings, double... factors) {
            actorCritic = new ActorCritic(
                    RandomRollouts.settings(STEPS, 5), new ActorCritic.Sizes(4, 2, 8), team, new RandomStream(1));
            Rollout rollout = new RandomRollouts(actorCritic, 2).next();
            scale(rollout.observations(), factors);
            batch = new PolicyBatch(actorCritic, rollout.rows());
            natural = new NaturalGradient(settings, actorCritic, batch);
            batch.begin();
            batch.gather(rollout.order(), 0);
            batch.standardizeAdvantages();
            batch.forward();
            float[] weights = new float[rollout.rows()];
            for (int r = 0; r < weights.length; r++) {
                weights[r] = batch.advantages()[r] / weights.length;
            }
            batch.differentiate(weights);
            batch.backward();
        }

        private void scale(Matrix observations, double... factors) {
            Dense first = actorCritic.policyShape().hidden().getFirst();
            float[] parameters = actorCritic.policy().values();
            for (int k = 0; k < factors.length; k++) {
                for (int r = 0; r < observations.rows(); r++) {
                    observations.array()[r * observations.stride() + k] *= (float) factors[k];
                }
                for (int n = 0; n < first.outputs(); n++) {
                    parameters[first.weight(k, n)] /= (float) factors[k];
                }
            }
        }

        double[] gradient() {
            return PlainPolicy.wide(batch.gradient().values());
        }

        /// How the means move along a direction.
        double[][] moves(double[] direction, double h) {
            PlainPolicy plain = new PlainPolicy(actorCritic.policyShape(), 2);
            double[] moved = PlainPolicy.wide(actorCritic.policy().values());
            double[][] states = PlainPolicy.rows(actorCritic.rollout().observations());
            double[][] before = new double[states.length][];
            for (int r = 0; r < states.length; r++) {
                before[r] = plain.mean(moved, states[r]);
            }
            for (int i = 0; i < moved.length; i++) {
                moved[i] += h * direction[i];
            }
            for (int r = 0; r < states.length; r++) {
                double[] after = plain.mean(moved, states[r]);
                for (int k = 0; k < after.length; k++) {
                    before[r][k] = (after[k] - before[r][k]) / h;
                }
            }
            return before;
        }
    }

    @Test
    void doesNotDependOnTheParametersThatThePolicyIsWrittenIn() {
        var settings = new NaturalGradient.Settings(400, 0);
        try (KernelTeam team = new KernelTeam(1)) {
            Rig plain = new Rig(team, settings);
            double[][] byGradient = plain.moves(plain.gradient(), 1e-3);
            plain.natural.solve();
            Rig scaled = new Rig(team, settings, 4, 0.25, 2, 0.5);
            double[][] scaledByGradient = scaled.moves(scaled.gradient(), 1e-3);
            scaled.natural.solve();

            assertEquals(
                    0,
                    distance(
                            plain.moves(plain.natural.direction(), 1e-4),
                            scaled.moves(scaled.natural.direction(), 1e-4)),
                    0.02);
            assertTrue(distance(byGradient, scaledByGradient) > 0.3, "the plain gradient depends on them");
        }
    }

    @Test
    void solvesTheDampedSystem() {
        try (KernelTeam team = new KernelTeam(1)) {
            Rig rig = new Rig(team, new NaturalGradient.Settings(60, 0.1));
            double[] g = rig.gradient();

            rig.natural.solve();

            // xᵀ(F + c·I)x = gᵀx only for the solution
            double[] x = rig.natural.direction();
            double dot = 0;
            for (int i = 0; i < x.length; i++) {
                dot += g[i] * x[i];
            }
            assertEquals(dot, rig.natural.slope(), 1e-9);
            assertEquals(dot, rig.natural.curvature(), 1e-4 * dot);
            assertTrue(dot > 0);
        }
    }

    @Test
    void muchDampingLeavesTheGradientOverIt() {
        try (KernelTeam team = new KernelTeam(1)) {
            Rig rig = new Rig(team, new NaturalGradient.Settings(10, 1e5));
            double[] g = rig.gradient();

            rig.natural.solve();

            for (int i = 0; i < g.length; i++) {
                assertEquals(g[i], 1e5 * rig.natural.direction()[i], 1e-3); // F is some 10, g some 0.1
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
    void theQuadraticModelOfTheDivergenceIsRightToFirstOrder(double divergence) {
        try (KernelTeam team = new KernelTeam(1)) {
            Rig rig = new Rig(team, new NaturalGradient.Settings(20, 1e-6));
            rig.natural.solve();
            PlainRollout plain = new PlainRollout(rig.actorCritic);
            double step = Math.sqrt(2 * divergence / rig.natural.curvature());
            double[] moved = plain.old.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += step * rig.natural.direction()[i];
            }

            // the error of the model is of the third order in the step: its share falls with the root of the divergence
            assertEquals(1, plain.divergence(moved) / divergence, 4 * Math.sqrt(divergence));
        }
    }

    @Test
    void hasNoDirectionWhereThereIsNothingToGain() {
        try (KernelTeam team = new KernelTeam(1)) {
            Rig rig = new Rig(team, new NaturalGradient.Settings(10, 0.1));
            Arrays.fill(rig.batch.gradient().values(), 0f);

            rig.natural.solve();

            assertEquals(0, rig.natural.curvature());
            assertEquals(0, rig.natural.slope());
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        var none = assertThrows(IllegalArgumentException.class, () -> new NaturalGradient.Settings(0, 0.1));
        var negative = assertThrows(IllegalArgumentException.class, () -> new NaturalGradient.Settings(1, -0.1));

        assertEquals("cg_iterations must be at least 1, was 0", none.getMessage());
        assertEquals("cg_damping must be finite and not negative, was -0.1", negative.getMessage());
    }

    /// Length of the difference over the length of the first.
    private static double distance(double[][] a, double[][] b) {
        double difference = 0;
        double length = 0;
        for (int r = 0; r < a.length; r++) {
            for (int k = 0; k < a[r].length; k++) {
                difference += (a[r][k] - b[r][k]) * (a[r][k] - b[r][k]);
                length += a[r][k] * a[r][k];
            }
        }
        return Math.sqrt(difference / length);
    }
}
