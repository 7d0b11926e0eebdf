package dev.sinew.config.document;

import java.util.function.DoubleFunction;

/// Which numbers are allowed.
///
/// @param min lowest
/// @param open whether `min` itself is excluded
/// @param max highest, included; infinite for no bound
public record Range(double min, boolean open, double max) {
    /// Refuses bounds in the wrong order.
    public Range {
        if (!(min <= max)) {
            throw new IllegalArgumentException("range must have min <= max, was " + min + " and " + max);
        }
    }

    /// {@return the numbers from `min` to `max`, both included}
    ///
    /// @param min lowest
    /// @param max highest
    public static Range of(double min, double max) {
        return new Range(min, false, max);
    }

    /// {@return the numbers above `min` up to `max`, `min` excluded}
    ///
    /// @param min what they must exceed
    /// @param max highest
    public static Range above(double min, double max) {
        return new Range(min, true, max);
    }

    /// {@return every finite number above 0}
    public static Range positive() {
        return above(0, Double.MAX_VALUE);
    }

    /// {@return every finite number}
    public static Range any() {
        return of(-Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /// {@return whether a number is allowed; NaN never is}
    ///
    /// @param value the number
    public boolean contains(double value) {
        return (open ? value > min : value >= min) && value <= max;
    }

    /// {@return what is allowed, in words}
    ///
    /// @param number writes one bound, unit included
    String describe(DoubleFunction<String> number) {
        boolean unbounded = max == Double.MAX_VALUE;
        if (unbounded && min == -Double.MAX_VALUE) {
            return "a finite number";
        }
        if (open) {
            return "above " + number.apply(min) + (unbounded ? "" : " and at most " + number.apply(max));
        }
        return unbounded ? "at least " + number.apply(min) : number.apply(min) + " to " + number.apply(max);
    }
}
