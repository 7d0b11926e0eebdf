package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Mlp;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gradients that [SacUpdateTest] holds the kernels to are themselves held to finite differences, in
/// float64.
class SacGradientTest {
    /// Central differences: error about h² = 1e-12 and rounding about 1e-16 / h = 1e-10, relative to values
    /// near 1.
    private static final double STEP = 1e-6;

    private static final double TOLERANCE = 1e-6;

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

            assertDifferences(rig.criticShape, critic, gradient, () -> plain.criticLoss(0, batch, y));
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

            assertDifferences(rig.actorShape, plain.actor, gradient, () -> plain.actorLoss(batch, noise[0]));
        }
    }

    /// Every weight and bias, one after the other; `loss` sees the network as it is changed.
    private static void assertDifferences(Mlp mlp, PlainNetwork network, double[] gradient, DoubleSupplier loss) {
        double size = 0;
        for (double g : gradient) {
            size = Math.max(size, Math.abs(g));
        }
        for (int i = 0; i < network.weights.size(); i++) {
            for (int n = 0; n < network.biases.get(i).length; n++) {
                double wanted = difference(network.biases.get(i), n, loss);
                assertEquals(wanted, gradient[mlp.layers().get(i).bias(n)], TOLERANCE * size, "bias " + n);
                for (int k = 0; k < network.weights.get(i).length; k++) {
                    wanted = difference(network.weights.get(i)[k], n, loss);
                    assertEquals(wanted, gradient[mlp.layers().get(i).weight(k, n)], TOLERANCE * size);
                }
            }
        }
    }

    private static double difference(double[] parameters, int i, DoubleSupplier loss) {
        double kept = parameters[i];
        parameters[i] = kept + STEP;
        double above = loss.getAsDouble();
        parameters[i] = kept - STEP;
        double below = loss.getAsDouble();
        parameters[i] = kept;
        return (above - below) / (2 * STEP);
    }
}
