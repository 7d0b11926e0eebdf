package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.network.TransposedLayers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `A ⊗ S` against the Fisher matrix of a Gaussian output with a mean from a network, block by block, summed in float64
/// over all rows and entries of the output.
class KfacFisherTest {
    private static final double[] STD = {0.5, 2, 1};

    /// Sums in float32 against sums in float64.
    private static final double ROUNDING = 2e-6;

    private final RandomStream random = new RandomStream(12);

    @ParameterizedTest
    @CsvSource({"1, 3", "7, 3", "50, 3", "1, 1", "50, 1"})
    void isExactForALinearNetworkWhateverTheBatch(int rows, int outputs) {
        Rig rig = new Rig(Activation.IDENTITY, rows, 1, outputs);
        rig.takeExactScores();

        assertTrue(rig.error(0) < ROUNDING, "hidden layer erred by " + rig.error(0));
        assertTrue(rig.error(1) < ROUNDING, "head erred by " + rig.error(1));
    }

    @Test
    void isExactForABatchOfOne() {
        Rig rig = new Rig(Activation.TANH, 1, 1);
        rig.takeExactScores();

        assertTrue(rig.error(0) < ROUNDING, "hidden layer erred by " + rig.error(0));
        assertTrue(rig.error(1) < ROUNDING, "head erred by " + rig.error(1));
    }

    @Test
    void isAnApproximationForMoreRowsOfANetworkThatIsNotLinear() {
        Rig rig = new Rig(Activation.TANH, 50, 1);
        rig.takeExactScores();

        assertTrue(rig.error(0) > 0.05, "hidden layer erred by " + rig.error(0));
        assertTrue(rig.error(0) < 0.8, "hidden layer erred by " + rig.error(0));
        assertTrue(rig.error(1) < ROUNDING, "head erred by " + rig.error(1));
    }

    @Test
    void sampledFactorsApproachTheExactOnesWithTheRootOfTheirNumber() {
        double few = sampledError(16);
        double many = sampledError(16 * 64);

        // eight times nearer in the mean over draws; one sequence of draws scatters around it
        assertTrue(many < few / 4, few + " with 16 draws, " + many + " with 1024");
        assertTrue(many > few / 16, few + " with 16 draws, " + many + " with 1024");
    }

    private double sampledError(int draws) {
        Rig exact = new Rig(Activation.TANH, 20, 1);
        exact.takeExactScores();
        Rig sampled = new Rig(Activation.TANH, 20, draws);
        for (int i = 0; i < draws; i++) {
            sampled.takeSampledScores();
        }
        double square = 0;
        double total = 0;
        double[][] wanted = exact.kfac.factors(0).output();
        double[][] found = sampled.kfac.factors(0).output();
        for (int i = 0; i < wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                square += Math.pow(found[i][j] - wanted[i][j], 2);
                total += wanted[i][j] * wanted[i][j];
            }
        }
        return Math.sqrt(square / total);
    }

    /// A network with up to three outputs over one batch.
    private final class Rig {
        private final Mlp mlp;
        private final Parameters parameters;
        private final Matrix input;
        private final MlpForward forward;
        private final MlpBackward backward;
        final Kfac kfac;

        Rig(Activation activation, int rows, int cold) {
            this(activation, rows, cold, STD.length);
        }

        Rig(Activation activation, int rows, int cold, int outputs) {
            RandomStream numbers = new RandomStream(31);
            mlp = new Mlp(4, List.of(6), outputs, activation).withMatrixOutput();
            parameters = mlp.initialize(numbers);
            for (int i = 0; i < parameters.values().length; i++) {
                parameters.values()[i] *= 3; // far into the bend of the activation
            }
            input = Matrix.byRow(rows, 4);
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < 4; k++) {
                    input.array()[r * input.stride() + k] = (float) numbers.nextGaussian();
                }
            }
            Kernels kernels = new Kernels();
            forward = new MlpForward(kernels, mlp, parameters.values(), input);
            backward = new MlpBackward(kernels, forward, input, parameters, new TransposedLayers(mlp, parameters));
            KfacSettings settings = new KfacSettings(1, 0, 1, 1, Damping.TIKHONOV, 0, 0.5, 1, cold);
            kfac = new Kfac(settings, kernels, forward, input, backward, parameters);
            forward.run(0, rows);
        }

        void takeExactScores() {
            kfac.takeInputs();
            int outputs = mlp.head().outputs();
            for (int pass = 0; pass < outputs; pass++) {
                for (int r = 0; r < input.rows(); r++) {
                    for (int k = 0; k < outputs; k++) {
                        score(r, k, k == pass ? 1 / STD[k] : 0);
                    }
                }
                back();
            }
            kfac.step(0);
        }

        void takeSampledScores() {
            kfac.takeInputs();
            for (int r = 0; r < input.rows(); r++) {
                for (int k = 0; k < STD.length; k++) {
                    score(r, k, random.nextGaussian() / STD[k]);
                }
            }
            back();
            kfac.step(0);
        }

        private void score(int row, int entry, double value) {
            Matrix scores = backward.outputGradient();
            scores.array()[row * scores.stride() + entry] = (float) value;
        }

        private void back() {
            backward.outputGradient().fillPanels(0, input.rows());
            backward.inputs(0, input.rows());
            kfac.addScores();
        }

        /// `‖A ⊗ S − F‖ / ‖F‖` of a layer's block.
        double error(int layer) {
            double[][] a = kfac.factors(layer).input();
            double[][] s = kfac.factors(layer).output();
            double[][][][] fisher = fisher(layer, a.length, s.length);
            double square = 0;
            double total = 0;
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    for (int m = 0; m < s.length; m++) {
                        for (int n = 0; n < s.length; n++) {
                            square += Math.pow(a[i][j] * s[m][n] - fisher[i][j][m][n], 2);
                            total += Math.pow(fisher[i][j][m][n], 2);
                        }
                    }
                }
            }
            return Math.sqrt(square / total);
        }

        private double[][][][] fisher(int layer, int inputs, int outputs) {
            PlainNetwork plain = PlainNetwork.of(mlp, parameters.values());
            double[][][][] fisher = new double[inputs][inputs][outputs][outputs];
            for (int r = 0; r < input.rows(); r++) {
                double[] x = new double[4];
                for (int k = 0; k < 4; k++) {
                    x[k] = input.array()[r * input.stride() + k];
                }
                double[][] bars = plain.forward(x);
                for (int entry = 0; entry < mlp.head().outputs(); entry++) {
                    double[] score = new double[mlp.head().outputs()];
                    score[entry] = 1 / STD[entry];
                    add(bars[layer], plain.backward(bars, score)[layer], fisher);
                }
            }
            return fisher;
        }

        private void add(double[] bar, double[] g, double[][][][] fisher) {
            for (int i = 0; i < bar.length; i++) {
                for (int j = 0; j < bar.length; j++) {
                    for (int m = 0; m < g.length; m++) {
                        for (int n = 0; n < g.length; n++) {
                            fisher[i][j][m][n] += bar[i] * bar[j] * g[m] * g[n] / input.rows();
                        }
                    }
                }
            }
        }
    }

    @Test
    void theConstantBehindTheInputsCountsOnce() {
        Rig rig = new Rig(Activation.TANH, 50, 1);
        rig.takeExactScores();

        double[][] a = rig.kfac.factors(0).input();
        assertEquals(1, a[4][4]);
        double mean = 0;
        for (int r = 0; r < 50; r++) {
            mean += rig.input.array()[r * rig.input.stride() + 2] / 50.0;
        }
        assertEquals(mean, a[2][4], 1e-6);
        assertEquals(mean, a[4][2], 1e-6);
    }
}
