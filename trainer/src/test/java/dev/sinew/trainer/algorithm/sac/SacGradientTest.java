package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Differences;
import dev.sinew.trainer.network.PlainNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gradients that [SacUpdateTest] holds the kernels to are themselves held to finite differences, in
/// float64.
class SacGradientTest {
    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void criticGradientEqualsDifferences(Activation activation) {
        try (SacRig rig = SacRig.small(activation, 16, 1)) {
            double[][][] noise = rig.noise();
            rig.update.run();
            PlainSac.Transitions batch = rig.transitions();
            PlainSac plain = rig.plain();
            double[] y = plain.target(batch, noise[1]);
            PlainNetwork critic = plain.critics[0];

            double[] gradient = plain.criticGradient(0, batch, y).flat(rig.criticShape);

            Differences.assertEqual(rig.criticShape, critic, gradient, () -> plain.criticLoss(0, batch, y));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void actorGradientEqualsDifferences(Activation activation) {
        try (SacRig rig = SacRig.small(activation, 16, 1)) {
            double[][][] noise = rig.noise();
            rig.update.run();
            PlainSac.Transitions batch = rig.transitions();
            PlainSac plain = rig.plain();

            double[] gradient = plain.actorGradient(batch, noise[0]).flat(rig.actorShape);

            Differences.assertEqual(rig.actorShape, plain.actor, gradient, () -> plain.actorLoss(batch, noise[0]));
        }
    }
}
