package dev.sinew.trainer.kernel;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Sets numbers to zero at random and scales the others up: each stays with probability 1 − p and is then divided by
/// it. Srivastava et al., *Dropout: A Simple Way to Prevent Neural Networks from Overfitting*, JMLR 15, 2014.
///
/// Which ones is a function of a key, the row and the column (the mixing function of SplitMix64, Steele, Lea and Flood,
/// OOPSLA 2014), so threads may share it on different rows to the same bits.
public final class Dropout {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long LOW_BITS = 0xFFFF_FFFFL;

    private final Matrix x;
    private final Matrix mask;
    private final long threshold;
    private final float scale;
    private long key;

    /// Binds dropout to a matrix.
    ///
    /// @param rate p, in `[0, 1)`
    /// @param x by row, changed by [#forward]
    public Dropout(double rate, Matrix x) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout must be in [0, 1), was " + rate);
        }
        this.x = x;
        mask = Matrix.byRow(x.rows(), x.columns());
        threshold = Math.round(rate * 0x1p32);
        scale = (float) (1 / (1 - threshold * 0x1p-32));
    }

    /// Says which numbers are dropped from now on.
    ///
    /// @param next drawn at random
    public void setKey(long next) {
        key = next;
    }

    /// Drops numbers of some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void forward(int firstRow, int endRow) {
        for (int r = firstRow; r < endRow; r++) {
            draw(r);
        }
        multiply(x.array(), x.stride(), firstRow * x.stride(), endRow * x.stride(), firstRow * x.stride());
    }

    private void draw(int row) {
        float[] to = mask.array();
        int at = row * mask.stride();
        long counter = key + GOLDEN_GAMMA * ((long) row * mask.stride());
        for (int c = 0; c < x.columns(); c += 2) {
            counter += GOLDEN_GAMMA;
            long bits = mixed(counter);
            to[at + c] = (bits >>> 32) < threshold ? 0f : scale;
            to[at + c + 1] = (bits & LOW_BITS) < threshold ? 0f : scale; // may lie in the padding, of zeros
        }
    }

    /// Multiplies gradients by what the numbers were multiplied by.
    ///
    /// @param dX by row, changed
    /// @param firstRow first row
    /// @param endRow row after the last
    /// @param rows row `r` belongs to row `rows[r]` of the numbers
    public void backward(Matrix dX, int firstRow, int endRow, int[] rows) {
        for (int r = firstRow; r < endRow; r++) {
            int at = r * dX.stride();
            multiply(dX.array(), dX.stride(), at, at + dX.stride(), rows[r] * mask.stride());
        }
    }

    private void multiply(float[] a, int stride, int from, int to, int maskFrom) {
        float[] m = mask.array();
        for (int i = from, k = maskFrom; i < to; i += stride, k += stride) {
            for (int c = 0; c < x.paddedColumns(); c += Lanes.WIDTH) {
                FloatVector v = fromArray(S, a, i + c);
                v.mul(fromArray(S, m, k + c)).intoArray(a, i + c);
            }
        }
    }

    private static long mixed(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
