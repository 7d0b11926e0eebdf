package dev.sinew.runtime.shadow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// How far the actions of two policies lie apart: counts of the largest absolute difference over an action's entries,
/// in classes that double.
///
/// | class | differences                                        |
/// |-------|----------------------------------------------------|
/// | 0     | 0: the same action, signs of zero aside            |
/// | 1     | above 0, below 2⁻²⁴: less than the floats of 1 are apart |
/// | k     | 2^(k−26) up to 2^(k−25), for k from 2 to 26        |
/// | 27    | 2 and more                                         |
///
/// One thread counts and allocates nothing, any thread reads: each number is exact, and of numbers read one after the
/// other the later may be newer by what was counted in between.
public final class Divergence {
    /// Number of classes.
    public static final int CLASSES = 28;

    private static final int EXPONENT_OF_CLASS_ZERO = -26;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong largest = new AtomicLong(); // bits of a double

    /// Nothing counted yet.
    public Divergence() {}

    /// Counts one pair of actions.
    ///
    /// @param difference largest absolute difference over the entries, finite, not negative
    void record(float difference) {
        int index = classOf(difference);
        counts.lazySet(index, counts.get(index) + 1);
        if (difference > largest()) {
            largest.lazySet(Double.doubleToRawLongBits(difference));
        }
        compared.lazySet(compared.get() + 1);
    }

    /// Counts an answer of the second policy that is none.
    void fail() {
        failed.lazySet(failed.get() + 1);
    }

    /// Counts a tick in which the second policy was not asked.
    void skip() {
        skipped.lazySet(skipped.get() + 1);
    }

    private static int classOf(float difference) {
        return difference == 0 ? 0 : Math.clamp(Math.getExponent(difference) - EXPONENT_OF_CLASS_ZERO, 1, CLASSES - 1);
    }

    /// {@return the smallest difference that lies above a class}
    private static double above(int index) {
        return index == 0 ? 0 : Math.scalb(1.0, index + 1 + EXPONENT_OF_CLASS_ZERO);
    }

    /// Forgets everything. On the thread that counts.
    public void clear() {
        for (int i = 0; i < CLASSES; i++) {
            counts.lazySet(i, 0);
        }
        compared.lazySet(0);
        failed.lazySet(0);
        skipped.lazySet(0);
        largest.lazySet(0);
    }

    /// {@return pairs of actions compared}
    public long compared() {
        return compared.get();
    }

    /// {@return ticks in which the second policy failed: it said so, threw, or answered with what is no number}
    public long failed() {
        return failed.get();
    }

    /// {@return ticks in which it was not asked, because it had been too slow or the first policy had failed}
    public long skipped() {
        return skipped.get();
    }

    /// {@return the largest difference; 0 when nothing was compared}
    public double largest() {
        return Double.longBitsToDouble(largest.get());
    }

    /// {@return the counts by class, `[CLASSES]`; a copy}
    public long[] counts() {
        long[] copy = new long[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            copy[i] = counts.get(i);
        }
        return copy;
    }

    /// The difference that a share of all pairs does not exceed, as the upper end of its class: at most twice too
    /// much, never too little.
    ///
    /// @param share 0-1, 0.5 for the median
    /// @return 0 when nothing was compared
    public double quantile(double share) {
        long[] now = counts();
        long total = 0;
        for (long count : now) {
            total += count;
        }
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long below = 0;
        for (int i = 0; i < CLASSES && total > 0; i++) {
            below += now[i];
            if (below >= wanted) {
                return Math.min(above(i), largest());
            }
        }
        return largest();
    }
}
