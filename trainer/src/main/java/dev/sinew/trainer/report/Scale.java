package dev.sinew.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A linear axis: a range widened to round ends, and the way from a value to a pixel.
///
/// @param low where it begins
/// @param high where it ends
/// @param step distance of ticks, which are its multiples
record Scale(double low, double high, double step) {
    /// Parts of a step at which an axis may end that need not end at ticks.
    private static final int PARTS = 4;

    /// Covers the given range with about `ticks` round steps (1, 2 or 5 times a power of ten); ends at ticks.
    static Scale covering(double least, double most, int ticks) {
        return covering(least, most, ticks, 1);
    }

    /// Covers the given range with about `ticks` round steps; ends near the range, at a quarter of a step.
    static Scale near(double least, double most, int ticks) {
        return covering(least, most, ticks, PARTS);
    }

    private static Scale covering(double least, double most, int ticks, int parts) {
        if (!Double.isFinite(least) || !Double.isFinite(most)) {
            return new Scale(0, 1, 0.2);
        }
        double span = most - least;
        if (span <= 0) {
            span = Math.max(1e-9, Math.abs(most));
        }
        double rough = span / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 5}) {
            if (rough <= factor * power * (1 + 1e-9)) {
                step = factor * power;
                break;
            }
        }
        double part = step / parts;
        double low = Math.floor(least / part + 1e-9) * part;
        double high = Math.ceil(most / part - 1e-9) * part;
        return new Scale(low, high > low ? high : low + step, step);
    }

    double pixel(double value, double from, double to) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-6);
        long last = (long) Math.floor(high / step + 1e-6);
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    String label(double tick) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        double rounded = Math.abs(tick) < step * 1e-6 ? 0 : tick;
        if (size >= 10_000 && rounded != 0) {
            return trimmed(rounded / 1000, step / 1000) + "k";
        }
        return trimmed(rounded, step);
    }

    private static String trimmed(double value, double step) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
