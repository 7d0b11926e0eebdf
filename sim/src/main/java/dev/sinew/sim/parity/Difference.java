package dev.sinew.sim.parity;

/// The largest absolute difference of pairs of numbers.
final class Difference {
    private double largest;

    /// Takes a pair. Two that are not a number are equal; one alone is infinitely far away.
    ///
    /// @param found ours
    /// @param expected theirs
    void add(double found, double expected) {
        if (Double.compare(found, expected) != 0 && found != expected) {
            double difference = Math.abs(found - expected);
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
    }

    double largest() {
        return largest;
    }
}
