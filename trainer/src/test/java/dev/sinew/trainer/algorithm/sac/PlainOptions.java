package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Dense;
import dev.sinew.trainer.kernel.Dropout;
import dev.sinew.trainer.kernel.LayerNorm;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.offpolicy.CriticSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One update of soft actor–critic with many critics, random subsets of them, normalised and dropped-out layers, in
/// float64 and straight from the equations of REDQ and DroQ. Gradients are central differences.
final class PlainOptions {
    private static final double STEP = 1e-6;

    final Mlp actorShape;
    final Mlp criticShape;
    final CriticSettings settings;
    final double[] actor;
    final List<double[]> critics = new ArrayList<>();
    final List<double[]> targets = new ArrayList<>();
    final double alpha;

    /// The networks of a rig as they are now.
    PlainOptions(SacRig rig) {
        actorShape = rig.actorShape;
        criticShape = rig.criticShape;
        settings = rig.settings.offPolicy().critics();
        actor = wide(rig.actorParameters.values());
        for (int i = 0; i < settings.count(); i++) {
            critics.add(wide(rig.critics.ensemble().get(i).parameters().values()));
            targets.add(wide(rig.critics.ensemble().get(i).target().values()));
        }
        alpha = Math.exp(rig.logAlpha.value());
    }

    /// What an update draws besides transitions and noise, in the order in which it does.
    static final class Draws {
        final int[] subset;
        final List<double[][][]> next = new ArrayList<>();
        final List<double[][][]> taken = new ArrayList<>();
        final List<double[][][]> wanted = new ArrayList<>();

        Draws(PlainOptions plain, int rows, RandomStream subsets, RandomStream dropout) {
            int count = plain.settings.count();
            subset = subset(count, plain.settings.subset().orElse(count), subsets);
            for (int i = 0; i < count; i++) {
                next.add(plain.factors(rows, dropout));
                taken.add(plain.factors(rows, dropout));
            }
            for (int i = 0; i < count; i++) {
                wanted.add(plain.factors(rows, dropout));
            }
        }

        private static int[] subset(int count, int size, RandomStream random) {
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rest.add(i);
            }
            int[] chosen = new int[size];
            for (int i = 0; i < size; i++) {
                int j = size == count ? 0 : random.nextInt(count - i);
                chosen[i] = rest.get(j);
                // the one that stood first takes its place
                rest.set(j, rest.getFirst());
                rest.removeFirst();
            }
            return chosen;
        }
    }

    /// What the sums of each hidden layer are multiplied by, `[layer][row][output]`: 0 or 1 / (1 − p).
    private double[][][] factors(int rows, RandomStream random) {
        double[][][] factors = new double[criticShape.hidden().size()][][];
        for (int l = 0; l < factors.length; l++) {
            int width = criticShape.hidden().get(l).outputs();
            factors[l] = new double[rows][width];
            for (double[] row : factors[l]) {
                Arrays.fill(row, 1);
            }
            if (settings.dropout() > 0) {
                drop(factors[l], random.nextLong());
            }
        }
        return factors;
    }

    private void drop(double[][] factors, long key) {
        Matrix ones = Matrix.byRow(factors.length, factors[0].length);
        Arrays.fill(ones.array(), 1f);
        Dropout dropout = new Dropout(settings.dropout(), ones);
        dropout.setKey(key);
        dropout.forward(0, factors.length);
        for (int r = 0; r < factors.length; r++) {
            for (int c = 0; c < factors[r].length; c++) {
                factors[r][c] = ones.array()[r * ones.stride() + c];
            }
        }
    }

    /// `r + γ·(1 − terminated)·(min over the subset of Q′ − α·log π)`
    double[] target(PlainSac.Transitions batch, double[][] noise, Draws draws) {
        PlainSac.Sample sample = sample(actor, batch.next, noise);
        double[][] x = PlainSac.join(batch.next, sample.action);
        double[] y = new double[x.length];
        Arrays.fill(y, Double.POSITIVE_INFINITY);
        for (int i : draws.subset) {
            double[] q = values(targets.get(i), x, draws.next.get(i));
            for (int r = 0; r < y.length; r++) {
                y[r] = Math.min(y[r], q[r]);
            }
        }
        for (int r = 0; r < y.length; r++) {
            y[r] = batch.rewards[r] + batch.continuation[r] * (y[r] - alpha * sample.logPi[r]);
        }
        return y;
    }

    /// `mean ½·(Q − y)²` of one critic whose parameters are given.
    double criticLoss(double[] theta, PlainSac.Transitions batch, double[] y, double[][][] factors) {
        double[] q = values(theta, PlainSac.join(batch.observations, batch.actions), factors);
        double loss = 0;
        for (int r = 0; r < y.length; r++) {
            loss += 0.5 * (q[r] - y[r]) * (q[r] - y[r]) / y.length;
        }
        return loss;
    }

    /// `mean (α·log π − Q)` of an actor whose parameters are given; Q is the mean of all critics with subsets, the
    /// smallest without.
    double actorLoss(double[] theta, PlainSac.Transitions batch, double[][] noise, double weight, Draws draws) {
        PlainSac.Sample sample = sample(theta, batch.observations, noise);
        double[][] x = PlainSac.join(batch.observations, sample.action);
        boolean mean = settings.subset().isPresent();
        double[] value = new double[x.length];
        Arrays.fill(value, mean ? 0 : Double.POSITIVE_INFINITY);
        for (int i = 0; i < critics.size(); i++) {
            double[] q = values(critics.get(i), x, draws.wanted.get(i));
            for (int r = 0; r < q.length; r++) {
                value[r] = mean ? value[r] + q[r] / critics.size() : Math.min(value[r], q[r]);
            }
        }
        double loss = 0;
        for (int r = 0; r < value.length; r++) {
            loss += (weight * sample.logPi[r] - value[r]) / value.length;
        }
        return loss;
    }

    private PlainSac.Sample sample(double[] theta, double[][] observations, double[][] noise) {
        return new PlainSac.Sample(PlainNetwork.of(actorShape, theta).forward(observations), noise);
    }

    /// Q of each row.
    private double[] values(double[] theta, double[][] x, double[][][] factors) {
        double[] q = new double[x.length];
        for (int r = 0; r < q.length; r++) {
            double[] h = x[r];
            int norm = criticShape.head().end();
            for (int l = 0; l < factors.length; l++) {
                Dense layer = criticShape.hidden().get(l);
                double[] s = sums(layer, theta, h);
                for (int n = 0; n < s.length; n++) {
                    s[n] *= factors[l][r][n];
                }
                if (settings.layerNorm()) {
                    LayerNorm.Layout layout = new LayerNorm.Layout(s.length, norm);
                    normalize(layout, theta, s);
                    norm = layout.end();
                }
                for (int n = 0; n < s.length; n++) {
                    s[n] = criticShape.activation().apply(s[n]);
                }
                h = s;
            }
            q[r] = sums(criticShape.head(), theta, h)[0];
        }
        return q;
    }

    private static double[] sums(Dense layer, double[] theta, double[] x) {
        double[] s = new double[layer.outputs()];
        for (int n = 0; n < s.length; n++) {
            s[n] = theta[layer.bias(n)];
            for (int k = 0; k < layer.inputs(); k++) {
                s[n] += theta[layer.weight(k, n)] * x[k];
            }
        }
        return s;
    }

    private static void normalize(LayerNorm.Layout layout, double[] theta, double[] s) {
        double mean = Arrays.stream(s).average().orElseThrow();
        double variance =
                Arrays.stream(s).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        for (int n = 0; n < s.length; n++) {
            double unit = (s[n] - mean) / Math.sqrt(variance + 1e-5);
            s[n] = theta[layout.gain() + n] * unit + theta[layout.shift() + n];
        }
    }

    /// The places of the numbers of a network that are not padding.
    static List<Integer> places(Mlp mlp, boolean normalized) {
        List<Integer> places = new ArrayList<>();
        int norm = mlp.head().end();
        for (Dense layer : mlp.layers()) {
            for (int n = 0; n < layer.outputs(); n++) {
                places.add(layer.bias(n));
                for (int k = 0; k < layer.inputs(); k++) {
                    places.add(layer.weight(k, n));
                }
            }
        }
        for (Dense layer : normalized ? mlp.hidden() : List.<Dense>of()) {
            LayerNorm.Layout layout = new LayerNorm.Layout(layer.outputs(), norm);
            for (int n = 0; n < layer.outputs(); n++) {
                places.add(layout.gain() + n);
                places.add(layout.shift() + n);
            }
            norm = layout.end();
        }
        return places;
    }

    /// The gradient of a loss, zero at the padding.
    static double[] gradient(double[] theta, List<Integer> places, ToDoubleFunction<double[]> loss) {
        double[] gradient = new double[theta.length];
        double[] moved = theta.clone();
        for (int place : places) {
            moved[place] = theta[place] + STEP;
            double up = loss.applyAsDouble(moved);
            moved[place] = theta[place] - STEP;
            gradient[place] = (up - loss.applyAsDouble(moved)) / (2 * STEP);
            moved[place] = theta[place];
        }
        return gradient;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
