package dev.sinew.runtime.journal;

import java.util.Arrays;

/// Counts durations in classes that are at most 1/32 of their value wide: exact below 64 ns, then 32 classes for each
/// doubling, up to 2⁶³ ns. Everything is allocated at construction. One thread.
public final class TimingHistogram {
    private static final int CLASSES_PER_DOUBLING = 32;
    private static final int EXACT_BITS = 5; // log2 of the classes per doubling

    private final long[] counts = new long[(Long.SIZE - EXACT_BITS) * CLASSES_PER_DOUBLING];
    private long total;
    private long largest;

    /// An empty histogram.
    public TimingHistogram() {}

    /// Counts one duration; what is negative counts as 0.
    ///
    /// @param nanos ns
    public void record(long nanos) {
        long value = Math.max(nanos, 0);
        counts[index(value)]++;
        total++;
        largest = Math.max(largest, value);
    }

    private static int index(long value) {
        int shift = Math.max(Long.SIZE - Long.numberOfLeadingZeros(value) - EXACT_BITS - 1, 0);
        return shift * CLASSES_PER_DOUBLING + (int) (value >>> shift);
    }

    /// {@return the smallest duration of a class, ns}
    private static long lowest(int index) {
        int shift = Math.max(index / CLASSES_PER_DOUBLING - 1, 0);
        return (long) (index - shift * CLASSES_PER_DOUBLING) << shift;
    }

    /// {@return how many were counted}
    public long count() {
        return total;
    }

    /// {@return the largest, ns; 0 when empty}
    public long max() {
        return largest;
    }

    /// The duration that a share of all does not exceed, as the upper end of its class: at most 1/32 too much, never
    /// too little.
    ///
    /// @param share 0-1, 0.5 for the median
    /// @return ns; 0 when empty
    public long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (below >= wanted) {
                return Math.min(lowest(i + 1) - 1, largest);
            }
        }
        return largest;
    }

    /// How many were longer than `nanos`, to the width of a class.
    ///
    /// @param nanos ns
    /// @return the count of all classes that lie wholly above
    public long above(long nanos) {
        long count = 0;
        for (int i = index(Math.max(nanos, 0)) + 1; i < counts.length; i++) {
            count += counts[i];
        }
        return count;
    }

    /// Adds all counts of another histogram.
    ///
    /// @param other stays as it is
    public void add(TimingHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        largest = Math.max(largest, other.largest);
    }

    /// Forgets all counts.
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        largest = 0;
    }
}
