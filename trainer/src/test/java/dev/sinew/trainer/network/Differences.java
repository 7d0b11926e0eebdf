package dev.sinew.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Dense;
import java.util.function.DoubleSupplier;

/// Gradients of plain networks held to finite differences, in float64.
public final class Differences {
    /// Central differences: error about h² = 1e-12 and rounding about 1e-16 / h = 1e-10, relative to values near 1.
    private static final double STEP = 1e-6;

    private static final double TOLERANCE = 1e-6;

    private Differences() {}

    /// Every weight and bias, one after the other; `loss` sees the network as it is changed.
    public static void assertEqual(Mlp mlp, PlainNetwork network, double[] gradient, DoubleSupplier loss) {
        double size = 0;
        for (double g : gradient) {
            size = Math.max(size, Math.abs(g));
        }
        for (int l = 0; l < network.weights.length; l++) {
            Dense layer = mlp.layers().get(l);
            for (int k = 0; k <= layer.inputs(); k++) {
                for (int n = 0; n < layer.outputs(); n++) {
                    double wanted = of(network.weights[l][k], n, loss);
                    int place = k < layer.inputs() ? layer.weight(k, n) : layer.bias(n);
                    assertEquals(wanted, gradient[place], TOLERANCE * size, layer.name() + " " + k + ", " + n);
                }
            }
        }
    }

    /// The slope of a loss by one number.
    public static double of(double[] parameters, int i, DoubleSupplier loss) {
        double kept = parameters[i];
        parameters[i] = kept + STEP;
        double above = loss.getAsDouble();
        parameters[i] = kept - STEP;
        double below = loss.getAsDouble();
        parameters[i] = kept;
        return (above - below) / (2 * STEP);
    }
}
