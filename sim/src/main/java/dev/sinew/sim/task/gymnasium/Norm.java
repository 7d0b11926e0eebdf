package dev.sinew.sim.task.gymnasium;

/// How the length of a vector is rounded. NumPy leaves it to BLAS, and OpenBLAS has kernels of both kinds:
/// Gymnasium's rewards of Reacher and Pusher differ by a unit of the last place from CPU to CPU.
public enum Norm {
    /// Each product is rounded before it is added: OpenBLAS on x86-64 CPUs without AVX-512, and ours everywhere.
    SEPARATE {
        @Override
        double of(double x, double y, double z) {
            return Math.sqrt(x * x + y * y + z * z);
        }
    },
    /// Products are added before they are rounded: OpenBLAS on CPUs with AVX-512.
    FUSED {
        @Override
        double of(double x, double y, double z) {
            return Math.sqrt(Math.fma(z, z, Math.fma(y, y, x * x)));
        }
    };

    /// {@return the length of a vector}
    ///
    /// @param x first coordinate
    /// @param y second
    /// @param z third
    abstract double of(double x, double y, double z);
}
