package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.Rollout;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// A whole step against the same equations in float64, whose gradient is taken by central differences. The step is the
/// first: Adam's moments are zero before it, so it moves each number by `rate·g / (|g| + ε)`.
class PpoUpdateTest {
    private static final int ROWS = 8;
    private static final int SEEN = 3;
    private static final int GIVEN = 2;
    private static final double RATE = 1e-3;
    private static final double ENTROPY = 0.01;
    private static final double LARGEST = 0.1;

    /// Below it rounding decides.
    private static final double SMALL = 1e-3;

    private final PpoSettings settings = settings();
    private final PpoRig rig = new PpoRig(settings, SEEN, GIVEN, 2, 1);

    private static PpoSettings settings() {
        PpoSettings plain = PpoRig.settings(0.9, ROWS / 2, ROWS, RATE);
        return new PpoSettings(
                plain.actorCritic(), plain.clip(), 1, ROWS, plain.value(), ENTROPY, LARGEST, plain.step());
    }

    @Test
    void aStepMovesEveryNumberAsTheEquationsSay() {
        ActorCritic actorCritic = rig.parts();
        double[] policyBefore = doubles(actorCritic.policy().values());
        double[] valueBefore = doubles(actorCritic.value().values());

        Rollout rollout = play();

        double[] advantages = standardized(rollout.advantages());
        double[] policyGradient = differences(policyBefore, theta -> policyLoss(theta, rollout, advantages));
        double[] valueGradient = differences(valueBefore, theta -> valueLoss(theta, rollout));
        double norm = Math.sqrt(squares(policyGradient) + squares(valueGradient));
        assertTrue(norm > LARGEST, "the gradient must be cut, its norm was " + norm);
        double factor = LARGEST / (norm + 1e-6);
        assertMoved(policyBefore, actorCritic.policy().values(), policyGradient, factor);
        assertMoved(valueBefore, actorCritic.value().values(), valueGradient, factor);
    }

    private Rollout play() {
        RandomStream random = new RandomStream(5);
        StepBatch step = new StepBatch(2, SEEN);
        float[] observations = new float[2 * SEEN];
        float[] actions = new float[2 * GIVEN];
        for (int t = 0; t < ROWS / 2; t++) {
            for (int i = 0; i < observations.length; i++) {
                observations[i] = (float) random.uniform(-1, 1);
            }
            rig.learner.sample(observations, actions);
            for (int w = 0; w < 2; w++) {
                step.rewards()[w] = random.uniform(-3, 3);
                step.terminated()[w] = t == 1;
            }
            rig.learner.observe(step);
        }
        rig.learner.update(0);
        return rig.parts().rollout();
    }

    private static void assertMoved(double[] before, float[] after, double[] gradient, double factor) {
        int moved = 0;
        for (int i = 0; i < before.length; i++) {
            double g = gradient[i] * factor;
            if (Math.abs(g) > SMALL) {
                assertEquals(-RATE * g / (Math.abs(g) + 1e-5), after[i] - before[i], 1e-2 * RATE, "number " + i);
                moved++;
            }
        }
        assertTrue(moved > 20, moved + " numbers moved");
    }

    private double policyLoss(double[] theta, Rollout rollout, double[] advantages) {
        Mlp shape = rig.parts().policyShape();
        int logStd = rig.parts().policy().freeOffset();
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] mean = forward(shape, theta, rollout, row);
            double logPi = 0;
            for (int k = 0; k < GIVEN; k++) {
                double s = theta[logStd + k];
                double z = (rollout.actions()[row * GIVEN + k] - mean[k]) / Math.exp(s);
                logPi += -0.5 * z * z - s - 0.5 * Math.log(2 * Math.PI);
            }
            double ratio = Math.exp(logPi - rollout.logPi()[row]);
            double held = Math.clamp(ratio, 0.8, 1.2);
            sum -= Math.min(ratio * advantages[row], held * advantages[row]);
        }
        double entropy = 0;
        for (int k = 0; k < GIVEN; k++) {
            entropy += theta[logStd + k] + 0.5 * Math.log(2 * Math.PI * Math.E);
        }
        return sum / ROWS - ENTROPY * entropy;
    }

    private double valueLoss(double[] theta, Rollout rollout) {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double error = forward(rig.parts().valueShape(), theta, rollout, row)[0] - rollout.returns()[row];
            sum += error * error;
        }
        return 0.5 * sum / ROWS;
    }

    private static double[] forward(Mlp shape, double[] theta, Rollout rollout, int row) {
        double[] x = new double[SEEN];
        for (int k = 0; k < SEEN; k++) {
            x[k] = rollout.observations().array()[row * rollout.observations().stride() + k];
        }
        for (Dense layer : shape.layers()) {
            double[] y = new double[layer.outputs()];
            for (int n = 0; n < y.length; n++) {
                y[n] = theta[layer.bias(n)];
                for (int k = 0; k < x.length; k++) {
                    y[n] += x[k] * theta[layer.weight(k, n)];
                }
                y[n] = layer.equals(shape.head()) ? y[n] : Math.tanh(y[n]);
            }
            x = y;
        }
        return x;
    }

    private static double[] standardized(float[] advantages) {
        double mean = 0;
        for (float advantage : advantages) {
            mean += advantage / (double) ROWS;
        }
        double squares = 0;
        for (float advantage : advantages) {
            squares += (advantage - mean) * (advantage - mean);
        }
        double[] out = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            out[row] = (advantages[row] - mean) / (Math.sqrt(squares / (ROWS - 1)) + 1e-8);
        }
        return out;
    }

    private static double[] differences(double[] theta, ToDoubleFunction<double[]> loss) {
        double[] gradient = new double[theta.length];
        double[] moved = theta.clone();
        for (int i = 0; i < theta.length; i++) {
            moved[i] = theta[i] + 1e-6;
            double up = loss.applyAsDouble(moved);
            moved[i] = theta[i] - 1e-6;
            gradient[i] = (up - loss.applyAsDouble(moved)) / 2e-6;
            moved[i] = theta[i];
        }
        return gradient;
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }
}
