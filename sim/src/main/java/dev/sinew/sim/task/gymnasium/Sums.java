package dev.sinew.sim.task.gymnasium;

/// Sums in the order in which NumPy adds up a contiguous array of at most 128 numbers: fewer than eight one after the
/// other; otherwise eight running sums, added in pairs, and then the remainder one after the other.
final class Sums {
    private static final int LANES = 8;

    private Sums() {}

    /// {@return Σ x, each sum rounded to float}
    ///
    /// @param x numbers from index 0 on
    /// @param count of numbers
    static float of(float[] x, int count) {
        int whole = count < LANES ? 0 : count - count % LANES;
        float sum = whole == 0 ? 0 : lanes(x, whole);
        for (int i = whole; i < count; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static float lanes(float[] x, int whole) {
        float a = x[0];
        float b = x[1];
        float c = x[2];
        float d = x[3];
        float e = x[4];
        float f = x[5];
        float g = x[6];
        float h = x[7];
        for (int i = LANES; i < whole; i += LANES) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /// {@return Σ x}
    ///
    /// @param x numbers from index 0 on
    /// @param count of numbers
    static double of(double[] x, int count) {
        int whole = count < LANES ? 0 : count - count % LANES;
        double sum = whole == 0 ? 0 : lanes(x, whole);
        for (int i = whole; i < count; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static double lanes(double[] x, int whole) {
        double a = x[0];
        double b = x[1];
        double c = x[2];
        double d = x[3];
        double e = x[4];
        double f = x[5];
        double g = x[6];
        double h = x[7];
        for (int i = LANES; i < whole; i += LANES) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }
}
