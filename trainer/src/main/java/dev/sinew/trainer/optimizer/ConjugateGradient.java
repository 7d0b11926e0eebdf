package dev.sinew.trainer.optimizer;

/// Solves `A·x = b` for a symmetric positive definite A that is only known by its products: Hestenes and Stiefel,
/// *Methods of Conjugate Gradients for Solving Linear Systems*, J. Res. NBS 49(6), 1952, section 3. Everything of its
/// own is float64, so that tiny right sides do no harm, however precise the products are. One thread; nothing is
/// allocated.
public final class ConjugateGradient {
    private final int iterations;
    private final double tolerance;
    private final double[] residual;
    private final double[] direction;
    private final double[] product;

    /// A symmetric positive definite matrix.
    @FunctionalInterface
    public interface Operator {
        /// Multiplies.
        ///
        /// @param v `[n]`, read
        /// @param product `A·v`, `[n]`, filled
        void apply(double[] v, double[] product);
    }

    /// Room for systems of one size.
    ///
    /// @param size n
    /// @param iterations products at most, at least 1
    /// @param tolerance `‖b − A·x‖ / ‖b‖` that is good enough, not negative
    public ConjugateGradient(int size, int iterations, double tolerance) {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be at least 1, was " + iterations);
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be in [0, 1), was " + tolerance);
        }
        this.iterations = iterations;
        this.tolerance = tolerance;
        residual = new double[size];
        direction = new double[size];
        product = new double[size];
    }

    /// Solves from zero on.
    ///
    /// @param a A
    /// @param b right side, `[n]`, read
    /// @param x `[n]`, filled
    /// @return products taken; 0 when b is zero
    public int solve(Operator a, double[] b, double[] x) {
        for (int i = 0; i < b.length; i++) {
            x[i] = 0;
            residual[i] = b[i];
            direction[i] = b[i];
        }
        double squares = dot(b, b);
        double enough = tolerance * tolerance * squares;
        int taken = 0;
        while (taken < iterations && squares > enough) {
            a.apply(direction, product);
            taken++;
            double curvature = dot(direction, product);
            if (!(curvature > 0)) {
                return taken; // rounding has eaten what is left of the matrix in this direction
            }
            double step = squares / curvature;
            for (int i = 0; i < x.length; i++) {
                x[i] += step * direction[i];
                residual[i] -= step * product[i];
            }
            double next = dot(residual, residual);
            double share = next / squares;
            for (int i = 0; i < x.length; i++) {
                direction[i] = residual[i] + share * direction[i];
            }
            squares = next;
        }
        return taken;
    }

    /// {@return `Σ a·b`, in the order of the entries}
    ///
    /// @param a `[n]`
    /// @param b `[n]`
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
