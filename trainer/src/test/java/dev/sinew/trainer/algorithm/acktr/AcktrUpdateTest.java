package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.optimizer.Damping;
import dev.sinew.trainer.optimizer.KfacSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole updates against the equations in float64: losses differentiated numerically, Kronecker products written out
/// and solved by elimination. Early in training, while the steps are far above float32's noise.
class AcktrUpdateTest {
    /// Of the largest entry of a tensor's change: gradients, factors and parameters are float32.
    private static final double TOLERANCE = 2e-3;

    private static final KfacSettings POLICY =
            new KfacSettings(0.03, 0.9, 2e-4, 0.01, Damping.TIKHONOV, 0.02, 0.9, 2, 1);
    private static final KfacSettings VALUE = new KfacSettings(0.05, 0.9, 0.02, 0.1, Damping.TIKHONOV, 0.03, 0.9, 2, 3);

    @ParameterizedTest
    @CsvSource({"SAMPLED, 2", "SAMPLED, 1", "EXACT, 2", "EXACT, 1"})
    void policyStepsAreThoseOfTheEquations(Fisher fisher, int actions) {
        try (AcktrRig rig = new AcktrRig(AcktrRig.settings(POLICY, VALUE, fisher, ValueTarget.GAE), 3, 1, actions)) {
            ActorCritic parts = rig.parts();
            PlainNetwork network =
                    PlainNetwork.of(parts.policyShape(), parts.policy().values());
            assertEquals(actions, network.weights[2][0].length, "outputs of the head, for which S is computed");
            double[] logStd = logStd(parts);
            PlainKfac kfac = new PlainKfac(POLICY, network, logStd);
            double rate = POLICY.learningRate();
            for (int update = 0; update < 5; update++) {
                Parameters before = parts.policy().copy();
                rig.update();
                PlainLosses losses = new PlainLosses(parts, parts.rollout(), 0);
                List<double[][]> gradient = PlainLosses.differences(network, () -> losses.policy(network, logStd));
                double[] freeGradient = new double[logStd.length];
                for (int k = 0; k < logStd.length; k++) {
                    freeGradient[k] = PlainLosses.difference(logStd, k, () -> losses.policy(network, logStd));
                }
                double[][][] scores =
                        fisher == Fisher.EXACT ? losses.exactScores(logStd) : losses.takenScores(network, logStd);
                kfac.step(losses.observations, scores, gradient, freeGradient, rate);
                assertMoves(before, parts.policy(), network, "update " + update);
                for (int k = 0; k < logStd.length; k++) {
                    int at = before.freeOffset() + k;
                    double moved = Math.abs(logStd[k] - before.values()[at]);
                    assertEquals(logStd[k], parts.policy().values()[at], TOLERANCE * moved + 1e-7, "log std");
                }
                rate = new AcktrLoss(0, rig.settings.targetDivergence()).nextRate(rate, divergence(rig));
            }
        }
    }

    @Test
    void valueStepsAreThoseOfTheEquations() {
        try (AcktrRig rig = new AcktrRig(AcktrRig.settings(POLICY, VALUE, Fisher.EXACT, ValueTarget.RETURN), 4, 1)) {
            ActorCritic parts = rig.parts();
            PlainNetwork network =
                    PlainNetwork.of(parts.valueShape(), parts.value().values());
            PlainKfac kfac = new PlainKfac(VALUE, network, new double[0]);
            for (int update = 0; update < 3; update++) {
                Parameters before = parts.value().copy();
                rig.update();
                PlainLosses losses = new PlainLosses(parts, parts.rollout(), VALUE.weightDecay());
                double[][][] scores = new double[1][losses.observations.length][1];
                for (double[] row : scores[0]) {
                    row[0] = 2; // the root of E[(2ξ)²]
                }
                for (int i = 0; i < rig.settings.valueSteps(); i++) {
                    List<double[][]> gradient = PlainLosses.differences(network, () -> losses.value(network));
                    kfac.step(losses.observations, scores, gradient, new double[0], VALUE.learningRate());
                }
                assertMoves(before, parts.value(), network, "update " + update);
            }
        }
    }

    private static double[] logStd(ActorCritic parts) {
        double[] logStd = new double[parts.policy().free()];
        for (int k = 0; k < logStd.length; k++) {
            logStd[k] = parts.policy().values()[parts.policy().freeOffset() + k];
        }
        return logStd;
    }

    private static double divergence(AcktrRig rig) {
        double[] found = {Double.NaN};
        rig.learner.metrics((key, value) -> {
            if (key.equals("train/approx_kl")) {
                found[0] = value;
            }
        });
        return found[0];
    }

    private static void assertMoves(Parameters before, Parameters after, PlainNetwork wanted, String what) {
        for (int l = 0; l < wanted.weights.length; l++) {
            double[][] from = PlainNetwork.of(before.layers().get(l), before);
            double[][] to = PlainNetwork.of(after.layers().get(l), after);
            double largest = 0;
            double error = 0;
            for (int i = 0; i < from.length; i++) {
                for (int j = 0; j < from[i].length; j++) {
                    largest = Math.max(largest, Math.abs(wanted.weights[l][i][j] - from[i][j]));
                    error = Math.max(error, Math.abs(wanted.weights[l][i][j] - to[i][j]));
                }
            }
            assertTrue(largest > 1e-5, "%s moves layer %d by %s only".formatted(what, l, largest));
            assertTrue(
                    error <= TOLERANCE * largest,
                    "%s, layer %d: moves by %s, errs by %s".formatted(what, l, largest, error));
        }
    }
}
