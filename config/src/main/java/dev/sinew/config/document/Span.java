package dev.sinew.config.document;

/// An interval that something is drawn from, written as a list of two: `[0.9, 1.1]`.
///
/// @param min lowest, SI
/// @param max highest, SI
public record Span(double min, double max) {
    /// Refuses bounds in the wrong order or not finite.
    public Span {
        if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException(
                    "span must have finite bounds with min <= max, was " + min + " and " + max);
        }
    }

    /// {@return the number at a share of the way from min to max}
    ///
    /// @param share 0 to 1
    public double at(double share) {
        return min + share * (max - min);
    }
}
