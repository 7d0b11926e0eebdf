package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.PlainNetwork;
import java.util.List;

/// The penalty on actions that jump in float64, straight from its equation. What disturbs the states is given, in units
/// of σ.
public final class PlainSmoothness {
    private final SmoothnessSettings settings;
    private final double[][] states;
    private final double[][] next;
    private final double[][] disturbed;
    private final int actionSize;

    /// Pairs of states.
    public PlainSmoothness(
            SmoothnessSettings settings, double[][] states, double[][] next, double[][] noise, int actionSize) {
        this.settings = settings;
        this.states = states;
        this.next = next;
        this.actionSize = actionSize;
        disturbed = new double[states.length][states[0].length];
        for (int r = 0; r < states.length; r++) {
            for (int k = 0; k < states[r].length; k++) {
                disturbed[r][k] = states[r][k] + settings.std() * noise[r][k];
            }
        }
    }

    /// Draws once more what a penalty draws for the two halves of a batch.
    public static double[][] noise(List<RandomStream> halves, int rows, int observationSize) {
        double[][] noise = new double[rows][observationSize];
        for (int half = 0; half < 2; half++) {
            int first = rows * half / 2;
            int count = (rows * (half + 1) / 2 - first) * observationSize;
            float[] z = new float[count + Elementary.SPARE];
            new Normals(count).fill(halves.get(half), count, z);
            for (int i = 0; i < count; i++) {
                noise[first + i / observationSize][i % observationSize] = z[i];
            }
        }
        return noise;
    }

    /// `λ_T·mean ‖π(s) − π(s′)‖² + λ_S·mean ‖π(s) − π(s̄)‖²`
    public double value(PlainNetwork actor) {
        return settings.temporal() * meanSquare(actor, next) + settings.spatial() * meanSquare(actor, disturbed);
    }

    private double meanSquare(PlainNetwork actor, double[][] others) {
        double[][] here = actor.forward(states);
        double[][] there = actor.forward(others);
        double sum = 0;
        for (int r = 0; r < here.length; r++) {
            for (int k = 0; k < actionSize; k++) {
                double difference = Math.tanh(here[r][k]) - Math.tanh(there[r][k]);
                sum += difference * difference / here.length;
            }
        }
        return sum;
    }

    /// Its gradient, in the order of the flat array.
    public double[] gradient(PlainNetwork actor, Mlp shape) {
        double[] gradient = new double[shape.size()];
        add(gradient, actor, shape, next, settings.temporal());
        add(gradient, actor, shape, disturbed, settings.spatial());
        return gradient;
    }

    private void add(double[] gradient, PlainNetwork actor, Mlp shape, double[][] others, double weight) {
        double[][] here = actor.forward(states);
        double[][] there = actor.forward(others);
        double[][] byHere = new double[here.length][here[0].length];
        double[][] byThere = new double[here.length][here[0].length];
        for (int r = 0; r < here.length; r++) {
            for (int k = 0; k < actionSize; k++) {
                double a = Math.tanh(here[r][k]);
                double b = Math.tanh(there[r][k]);
                byHere[r][k] = 2 * weight * (a - b) * (1 - a * a) / here.length;
                byThere[r][k] = 2 * weight * (b - a) * (1 - b * b) / here.length;
            }
        }
        double[] left = backward(actor, states, byHere, shape);
        double[] right = backward(actor, others, byThere, shape);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += left[i] + right[i];
        }
    }

    private static double[] backward(PlainNetwork actor, double[][] inputs, double[][] head, Mlp shape) {
        actor.forward(inputs);
        return actor.backward(head).flat(shape);
    }
}
