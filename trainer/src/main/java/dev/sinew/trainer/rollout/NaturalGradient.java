package dev.sinew.trainer.rollout;

import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.network.FisherProduct;
import dev.sinew.trainer.optimizer.ConjugateGradient;

/// The direction in which a policy gains the most for the KL divergence that it costs, `x = (F + c·I)⁻¹·g`: Kakade, *A
/// Natural Policy Gradient*, NIPS 2001, Eq. 2, solved by conjugate gradients as in arXiv:1502.05477v5, appendix C. One
/// thread; nothing is allocated.
public final class NaturalGradient {
    /// Of the residual. What products in float32 can reach, and far below what a step needs.
    private static final double TOLERANCE = 1e-5;

    private final PolicyBatch batch;
    private final FisherProduct fisher;
    private final ConjugateGradient solver;
    private final ConjugateGradient.Operator damped = this::damped;
    private final double damping;
    private final double[] gradient;
    private final double[] direction;
    private final double[] product;

    /// How the system is solved.
    ///
    /// @param iterations of conjugate gradients at most, at least 1
    /// @param damping c, added to the diagonal of F, not negative
    public record Settings(int iterations, double damping) {
        /// Refuses numbers out of range.
        public Settings {
            if (iterations < 1) {
                throw new IllegalArgumentException("cg_iterations must be at least 1, was " + iterations);
            }
            if (!(damping >= 0 && damping < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("cg_damping must be finite and not negative, was " + damping);
            }
        }

        /// {@return settings read from a file}
        ///
        /// @param section the keys `cg_iterations` and `cg_damping`
        public static Settings read(Section section) {
            return section.made(() -> new Settings(
                    section.integer("cg_iterations", 1, 10_000), section.number("cg_damping", Range.of(0, 1000))));
        }
    }

    /// Binds a batch.
    ///
    /// @param settings how the system is solved
    /// @param actorCritic whose policy it is
    /// @param batch whose rows F and g are means over; its gradient is overwritten by each product with F
    public NaturalGradient(Settings settings, ActorCritic actorCritic, PolicyBatch batch) {
        this.batch = batch;
        damping = settings.damping();
        fisher = new FisherProduct(
                actorCritic.policyKernels(),
                batch.pass(),
                batch.observations(),
                batch.backwardPass(),
                actorCritic.policy(),
                batch.distribution());
        int size = actorCritic.policy().values().length;
        solver = new ConjugateGradient(size, settings.iterations(), TOLERANCE);
        gradient = new double[size];
        direction = new double[size];
        product = new double[size];
    }

    /// Solves for the direction of the gradient that the batch holds, at the policy that it was taken at.
    public void solve() {
        float[] g = batch.gradient().values();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = g[i];
        }
        solver.solve(damped, gradient, direction);
        damped.apply(direction, product);
    }

    private void damped(double[] v, double[] out) {
        fisher.apply(v, out);
        for (int i = 0; i < out.length; i++) {
            out[i] += damping * v[i];
        }
    }

    /// {@return `xᵀ·(F + c·I)·x`: twice the divergence that a step of one direction costs, as the quadratic model has
    /// it; zero when there is nothing to gain}
    public double curvature() {
        return ConjugateGradient.dot(direction, product);
    }

    /// {@return `gᵀ·x`: what a step of one direction gains, as the linear model has it}
    public double slope() {
        return ConjugateGradient.dot(gradient, direction);
    }

    /// {@return x, lies as the parameters do; the array itself}
    public double[] direction() {
        return direction;
    }

    /// Computes `to = from + size·x`.
    ///
    /// @param from parameters, read
    /// @param size of the step
    /// @param to parameters, filled
    public void step(float[] from, double size, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) (from[i] + size * direction[i]);
        }
    }
}
