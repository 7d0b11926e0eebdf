package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// One step of Adam over flat arrays (Kingma and Ba, *Adam*, arXiv:1412.6980v9, Algorithm 1, with the bias
/// corrections as PyTorch takes them), and in the same pass the step of a slowly following target,
/// `t ← t + τ·(p − t)`. One thread begins a step, then threads may share it as parts.
public final class AdamKernel {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int PIECE = 1024;

    /// Moments below it are zero. Those of a unit that never fires decay until they are subnormal and stay there, and
    /// a processor takes a hundred times as long over a subnormal number.
    private static final float TINY = 1e-30f;

    private final float[] parameters;
    private final float[] gradient;
    private final float[] mean;
    private final float[] square;
    private final float take1;
    private final float keep2;
    private final float take2;
    private final float epsilon;
    private float rate;
    private float inverseRoot;

    /// Binds arrays of one length.
    ///
    /// @param parameters changed by a step
    /// @param gradient read by a step
    /// @param mean first moment m, changed by a step
    /// @param square second moment v, changed by a step
    /// @param beta1 decay of the first moment
    /// @param beta2 decay of the second moment
    /// @param epsilon added to the root of the second moment
    public AdamKernel(
            float[] parameters,
            float[] gradient,
            float[] mean,
            float[] square,
            double beta1,
            double beta2,
            double epsilon) {
        if (gradient.length != parameters.length
                || mean.length != parameters.length
                || square.length != parameters.length
                || parameters.length % Lanes.PANEL != 0) {
            throw new IllegalArgumentException("arrays must have one length, a multiple of 16, had %d, %d, %d and %d"
                    .formatted(parameters.length, gradient.length, mean.length, square.length));
        }
        this.parameters = parameters;
        this.gradient = gradient;
        this.mean = mean;
        this.square = square;
        take1 = (float) (1 - beta1);
        keep2 = (float) beta2;
        take2 = (float) (1 - beta2);
        this.epsilon = (float) epsilon;
    }

    /// Sets the numbers of the next step.
    ///
    /// @param rate learning rate over `1 − β₁ᵗ`
    /// @param inverseRoot `1 / √(1 − β₂ᵗ)`
    public void begin(float rate, float inverseRoot) {
        this.rate = rate;
        this.inverseRoot = inverseRoot;
    }

    /// Steps the share of one part.
    ///
    /// @param part which, from 0
    /// @param parts how many share the work
    public void step(int part, int parts) {
        advance(begin(part, parts), begin(part + 1, parts));
    }

    /// Steps the share of one part and lets the target follow, piece by piece while it is in the cache.
    ///
    /// @param target t, lies as the parameters do, changed
    /// @param tau τ, share of the way that the target goes
    /// @param part which, from 0
    /// @param parts how many share the work
    public void stepAndFollow(float[] target, float tau, int part, int parts) {
        int end = begin(part + 1, parts);
        for (int from = begin(part, parts); from < end; from += PIECE) {
            int to = Math.min(from + PIECE, end);
            advance(from, to);
            follow(target, tau, from, to);
        }
    }

    private void advance(int from, int to) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = from; i < to; i += Lanes.WIDTH) {
            FloatVector g = fromArray(S, gradient, i);
            FloatVector m = fromArray(S, mean, i);
            FloatVector v = fromArray(S, square, i).mul(keep2).add(g.mul(g).mul(take2));
            v = v.blend(zero, v.compare(VectorOperators.LT, TINY));
            m = g.sub(m).mul(take1).add(m);
            m = m.blend(zero, m.abs().compare(VectorOperators.LT, TINY));
            m.intoArray(mean, i);
            v.intoArray(square, i);
            FloatVector size = v.sqrt().mul(inverseRoot).add(epsilon);
            fromArray(S, parameters, i).sub(m.mul(rate).div(size)).intoArray(parameters, i);
        }
    }

    private void follow(float[] target, float tau, int from, int to) {
        for (int i = from; i < to; i += Lanes.WIDTH) {
            FloatVector t = fromArray(S, target, i);
            fromArray(S, parameters, i).sub(t).mul(tau).add(t).intoArray(target, i);
        }
    }

    private int begin(int part, int parts) {
        return (int) ((long) parameters.length / Lanes.PANEL * part / parts) * Lanes.PANEL;
    }
}
