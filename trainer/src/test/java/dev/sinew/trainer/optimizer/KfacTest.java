package dev.sinew.trainer.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.MlpBackward;
import dev.sinew.trainer.network.MlpForward;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TransposedLayers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KfacTest {
    private static final KfacSettings SETTINGS =
            new KfacSettings(0.1, 0.9, 1e9, 0.25, Damping.TIKHONOV, 0.05, 0.75, 3, 2);

    private final RandomStream random = new RandomStream(9);

    @Test
    void firstStepsGoAlongTheGradientWithMomentum() {
        // v₁ = g, v₂ = 0.9·g + g; θ falls by 0.1·0.1·(1 + 1.9)·g
        Rig rig = new Rig(SETTINGS);
        float before = rig.headBias();
        rig.gradient(2);

        rig.step(0.1);
        rig.step(0.1);

        assertEquals(before - 0.01 * 2.9 * 2, rig.headBias(), 1e-6);
        assertEquals(0, rig.kfac.curvature());
        assertEquals(1, rig.kfac.scale());
    }

    @Test
    void averageIsPlainAtFirstAndForgetsThen() {
        Rig rig = new Rig(SETTINGS);
        double[] moments = new double[4];
        for (int i = 0; i < 4; i++) {
            moments[i] = rig.draw();
            rig.step(0);
        }

        // ¾·(¾·(x₀ + x₁)/2 + ¼·x₂) + ¼·x₃
        double wanted = 0.75 * (0.75 * (moments[0] + moments[1]) / 2 + 0.25 * moments[2]) + 0.25 * moments[3];
        assertEquals(wanted, rig.kfac.factors(0).input()[0][0], 1e-6);
    }

    @Test
    void firstBatchCountsInFullWithoutFirstStepsAlongTheGradient() {
        Rig rig = new Rig(new KfacSettings(0.1, 0.9, 1e9, 0.25, Damping.TIKHONOV, 0.05, 0.75, 3, 0));
        double first = rig.draw();
        rig.freeGradient(4.5f);
        rig.step(0);
        double curvature = rig.kfac.curvature();
        double second = rig.draw();
        rig.step(0);

        assertEquals(4.5 * 4.5 / 2.25, curvature, 1e-5);
        assertEquals(0.75 * first + 0.25 * second, rig.kfac.factors(0).input()[0][0], 1e-6);
    }

    @Test
    void laterStepsGoAlongThePreconditionedGradientFromRest() {
        // log σ alone: (2 + 0.25)⁻¹·g without the weight decay; the velocity of the first steps is gone
        Rig rig = new Rig(SETTINGS);
        rig.gradient(2);
        rig.step(0.1);
        rig.step(0.1);
        rig.clear();
        rig.freeGradient(4.5f);
        float before = rig.free();

        rig.step(0.1);

        assertEquals(before - 0.1 * 0.1 * 4.5 / 2.25, rig.free(), 1e-6);
        assertEquals(4.5 * 4.5 / 2.25, rig.kfac.curvature(), 1e-5);
    }

    @Test
    void stepIsHeldToTheTrustRegion() {
        // η²·ν²·Σ⟨U, G⟩ = δ
        Rig rig = new Rig(new KfacSettings(0.1, 0.9, 1e-3, 0.25, Damping.TIKHONOV, 0.05, 0.75, 3, 1));
        rig.step(0);
        rig.clear();
        rig.freeGradient(45);
        float before = rig.free();

        rig.step(0.1);

        double length = 0.1 * rig.kfac.scale();
        assertEquals(1e-3, length * length * rig.kfac.curvature(), 1e-9);
        assertEquals(before - 0.1 * length * 45 / 2.25, rig.free(), 1e-6);
    }

    @Test
    void dampingOfTheLayersIncludesTheWeightDecay() {
        // one row of zeros, so that the factors of the head are those of the constant: curvature 1·S = 4 of the bias
        Rig rig = new Rig(SETTINGS);
        rig.rest();
        rig.step(0);
        rig.step(0);
        rig.clear();
        rig.gradient(3);
        float before = rig.headBias();

        rig.step(0.1);

        assertEquals(before - 0.1 * 0.1 * 3 / (4 + 0.25 + 0.05), rig.headBias(), 1e-6);
    }

    @Test
    void decompositionServesAsManySteps() {
        Rig rig = new Rig(SETTINGS);
        rig.rest();
        rig.step(0);
        rig.step(0);
        rig.gradient(3);
        rig.step(0);
        double first = rig.kfac.curvature();
        rig.scores(6);

        rig.step(0);
        assertEquals(first, rig.kfac.curvature());
        rig.step(0);
        assertEquals(first, rig.kfac.curvature());
        rig.step(0);
        assertEquals(true, rig.kfac.curvature() < first, "curvature is that of the larger scores now");
    }

    @Test
    void namesTheFactorThatIsNotFiniteAndChangesNothing() {
        Rig rig = new Rig(SETTINGS);
        rig.draw();
        rig.gradient(1);
        rig.scores(Float.POSITIVE_INFINITY);
        float[] before = rig.parameters.values().clone();

        Optional<String> culprit = rig.step(0.1);

        assertEquals(Optional.of("factors of hidden0"), culprit);
        assertArrayEquals(before, rig.parameters.values());
    }

    @Test
    void goesOnBitForBitAfterASave() throws IOException {
        Rig rig = new Rig(SETTINGS);
        for (int i = 0; i < 4; i++) {
            rig.draw();
            rig.gradient(i);
            rig.step(0.1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rig.parameters.save(new DataOutputStream(bytes));
        rig.kfac.save(new DataOutputStream(bytes));
        Rig other = new Rig(SETTINGS);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        other.parameters.restore(in);
        other.kfac.restore(in);
        for (int i = 0; i < 5; i++) {
            rig.draw();
            System.arraycopy(rig.input.array(), 0, other.input.array(), 0, rig.input.array().length);
            rig.gradient(i);
            other.gradient(i);
            rig.step(0.1);
            other.step(0.1);
        }

        assertArrayEquals(rig.parameters.values(), other.parameters.values());
        assertEquals(0, in.available());
    }

    @Test
    void refusesNumbersOutOfRange() {
        var rate = assertThrows(
                IllegalArgumentException.class, () -> new KfacSettings(0, 0, 1, 1, Damping.TIKHONOV, 0, 0, 1, 1));
        var decay = assertThrows(
                IllegalArgumentException.class, () -> new KfacSettings(1, 0, 1, 1, Damping.TIKHONOV, 0, 1, 1, 1));
        var cold = assertThrows(
                IllegalArgumentException.class, () -> new KfacSettings(1, 0, 1, 1, Damping.TIKHONOV, 0, 0, 1, -1));

        assertEquals("learning rate must be positive, was 0.0", rate.getMessage());
        assertEquals("statistics decay must be in [0, 1), was 1.0", decay.getMessage());
        assertEquals("cold steps must be 0 or more, were -1", cold.getMessage());
    }

    /// A policy of two actions over three rows; the score of each row is 2 in the first entry.
    private final class Rig {
        private final Parameters parameters;
        private final Matrix input = Matrix.byRow(3, 5);
        private final MlpForward forward;
        private final MlpBackward backward;
        private final Dense head;
        private final Kfac kfac;
        private float score = 2;

        Rig(KfacSettings settings) {
            Mlp mlp = new Mlp(5, List.of(4), 2, Activation.TANH);
            Kernels kernels = new Kernels();
            parameters = mlp.initialize(Initialization.COLUMN_NORMALIZED, 1, 1, 2, new RandomStream(3));
            head = mlp.head();
            forward = new MlpForward(kernels, mlp, parameters.values(), input);
            backward = new MlpBackward(kernels, forward, input, parameters, new TransposedLayers(mlp, parameters));
            kfac = new Kfac(settings, kernels, forward, input, backward, parameters);
            kfac.freeFisher()[0][0] = 2;
            kfac.freeFisher()[1][1] = 2;
            draw();
        }

        double draw() {
            double moment = 0;
            for (int r = 0; r < 3; r++) {
                for (int k = 0; k < 5; k++) {
                    input.array()[r * input.stride() + k] = (float) random.nextGaussian();
                }
                moment += Math.pow(input.array()[r * input.stride()], 2) / 3;
            }
            return moment;
        }

        /// Inputs of zero, and with them hidden outputs of zero.
        void rest() {
            Arrays.fill(input.array(), 0);
        }

        void scores(float value) {
            score = value;
        }

        void gradient(float headBias) {
            backward.gradient().values()[head.bias(0)] = headBias;
        }

        void freeGradient(float value) {
            backward.gradient().values()[parameters.freeOffset()] = value;
        }

        void clear() {
            Arrays.fill(backward.gradient().values(), 0);
        }

        float headBias() {
            return parameters.values()[head.bias(0)];
        }

        float free() {
            return parameters.values()[parameters.freeOffset()];
        }

        Optional<String> step(double rate) {
            forward.run(0, 3);
            kfac.takeInputs();
            Matrix scores = backward.outputGradient();
            for (int r = 0; r < 3; r++) {
                scores.array()[r * scores.stride()] = score;
            }
            scores.fillPanels(0, 3);
            backward.inputs(0, 3);
            kfac.addScores();
            return kfac.step(rate);
        }
    }
}
