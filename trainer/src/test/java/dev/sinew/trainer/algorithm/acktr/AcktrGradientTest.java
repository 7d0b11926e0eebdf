package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.ValueBatch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients of the losses by every parameter against central differences in float64, which err by 1e-10 here.
class AcktrGradientTest {
    /// Sums over 80 rows in float32.
    private static final double TOLERANCE = 1e-5;

    private static final AcktrSettings SETTINGS = AcktrRig.settings(Fisher.SAMPLED, ValueTarget.GAE);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void policyGradientIsThatOfItsLoss(int actions) {
        try (AcktrRig rig = new AcktrRig(SETTINGS, 5, 1, actions)) {
            rig.update();
            ActorCritic parts = rig.parts();
            PolicyBatch batch = new PolicyBatch(parts, parts.rollout().rows());
            AcktrLoss loss = new AcktrLoss(0, 1);
            float[] dLogPi = new float[batch.rows()];
            batch.begin();
            batch.gather(rows(rig), 0);
            batch.standardizeAdvantages();
            batch.forward();
            double value = loss.policy(batch.logPi(), batch.advantages(), dLogPi);
            batch.differentiate(dLogPi);
            batch.backward();

            PlainNetwork network =
                    PlainNetwork.of(parts.policyShape(), parts.policy().values());
            PlainLosses losses = new PlainLosses(parts, parts.rollout(), 0);
            double[] logStd = new double[actions];
            for (int k = 0; k < logStd.length; k++) {
                logStd[k] = parts.policy().values()[parts.policy().freeOffset() + k];
            }
            assertEquals(losses.policy(network, logStd), value, 1e-5);
            List<double[][]> wanted = PlainLosses.differences(network, () -> losses.policy(network, logStd));
            assertGradient(wanted, batch.gradient());
            for (int k = 0; k < logStd.length; k++) {
                double free = PlainLosses.difference(logStd, k, () -> losses.policy(network, logStd));
                assertEquals(free, batch.gradient().values()[parts.policy().freeOffset() + k], TOLERANCE);
            }
        }
    }

    @Test
    void valueGradientIsThatOfItsLoss() {
        try (AcktrRig rig = new AcktrRig(SETTINGS, 6, 1)) {
            rig.update();
            ActorCritic parts = rig.parts();
            ValueBatch batch = new ValueBatch(parts, parts.rollout().rows());
            AcktrLoss loss = new AcktrLoss(0.1, 1);
            batch.begin();
            batch.gather(rows(rig), 0);
            batch.forward();
            loss.value(batch.values(), batch.returns(), batch.valueGradient());
            batch.backward();
            loss.decay(parts.value(), batch.gradient());

            PlainNetwork network =
                    PlainNetwork.of(parts.valueShape(), parts.value().values());
            PlainLosses losses = new PlainLosses(parts, parts.rollout(), 0.1);
            assertGradient(PlainLosses.differences(network, () -> losses.value(network)), batch.gradient());
        }
    }

    private static int[] rows(AcktrRig rig) {
        return IntStream.range(0, rig.parts().rollout().rows()).toArray();
    }

    private static void assertGradient(List<double[][]> wanted, Parameters gradient) {
        for (int l = 0; l < wanted.size(); l++) {
            Dense layer = gradient.layers().get(l);
            double[][] found = PlainNetwork.of(layer, gradient);
            for (int i = 0; i < found.length; i++) {
                for (int j = 0; j < found[i].length; j++) {
                    double expected = wanted.get(l)[i][j];
                    assertEquals(
                            expected,
                            found[i][j],
                            TOLERANCE * (1 + Math.abs(expected)),
                            layer.name() + " " + i + ", " + j);
                }
            }
        }
    }
}
