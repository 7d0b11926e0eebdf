package dev.sinew.trainer.benchmark;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Forward;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.MachinePeak;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.kernel.WeightGradient;
import java.io.PrintStream;
import java.util.Arrays;

/// The two products that most of an update is spent in, 256×256×256 with bias, activation and all, as shares of the
/// peak of one core taken between their rounds.
final class ProductBenchmark {
    private static final int SIZE = 256;
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final long ROUND_NANOS = 300_000_000L;

    private final MachinePeak peak = new MachinePeak();
    private final Runnable forward;
    private final Runnable weightGradient;

    /// Random operands.
    ProductBenchmark() {
        RandomStream random = new RandomStream(1);
        Dense layer = new Dense("layer", SIZE, SIZE, 0);
        float[] parameters = new float[layer.end()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.uniform(-0.0625, 0.0625);
        }
        Matrix x = Matrix.byRow(SIZE, SIZE);
        Matrix y = Matrix.byRow(SIZE, SIZE);
        Matrix dY = Matrix.inBothForms(SIZE, SIZE);
        for (int i = 0; i < SIZE * x.stride(); i++) {
            x.array()[i] = (float) random.uniform(0, 1);
            dY.array()[i] = (float) random.uniform(-1, 1);
        }
        dY.fillPanels(0, SIZE);
        Kernels kernels = new Kernels();
        Forward pass = new Forward(kernels, layer, parameters, x, y, Activation.RELU);
        WeightGradient gradient = new WeightGradient(kernels, layer, x, dY, new float[layer.end()]);
        forward = () -> pass.run(0, SIZE);
        weightGradient = () -> gradient.run(0, 1);
    }

    /// Measures and prints.
    ///
    /// @param out receives the figures
    void run(PrintStream out) {
        out.printf("sinew.product.forward %.3f of_peak%n", share(forward));
        out.printf("sinew.product.weight_gradient %.3f of_peak%n", share(weightGradient));
    }

    /// The median over the rounds of the best time against the peak of the same round.
    private double share(Runnable product) {
        best(product, WARM_UP_NANOS);
        double[] shares = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double gigaflops = 2.0 * SIZE * SIZE * SIZE / best(product, ROUND_NANOS);
            shares[i] = gigaflops / peak.gigaflops();
        }
        Arrays.sort(shares);
        return shares[ROUNDS / 2];
    }

    private static long best(Runnable product, long nanos) {
        long best = Long.MAX_VALUE;
        long begin = System.nanoTime();
        for (long now = begin; now - begin < nanos; ) {
            product.run();
            long after = System.nanoTime();
            best = Math.min(best, after - now);
            now = after;
        }
        return best;
    }
}
