package dev.sinew.config.contract;

/// How one observed number becomes a float of the observation: `clip(scale · value, −clip, clip)`.
///
/// @param scale per SI unit of the term, positive
/// @param clip largest magnitude after scaling, positive
/// @param history how many ticks are seen, this one included, 1-32; the newest comes first
public record Encoding(double scale, double clip, int history) {
    /// Refuses numbers that encode nothing.
    public Encoding {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be positive and finite, was " + scale);
        }
        if (!(clip > 0) || Double.isInfinite(clip)) {
            throw new IllegalArgumentException("clip must be positive and finite, was " + clip);
        }
        if (history < 1 || history > 32) {
            throw new IllegalArgumentException("history must be 1-32, was " + history);
        }
    }

    /// {@return the encoded value}
    ///
    /// @param value SI; NaN stays NaN, for the gate to see
    public float encode(double value) {
        double scaled = scale * value;
        if (scaled > clip) {
            return (float) clip;
        }
        return (float) (scaled < -clip ? -clip : scaled);
    }
}
