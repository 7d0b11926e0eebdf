package dev.sinew.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A linear axis: a range widened to round ticks, and the way from a value to a pixel.
///
/// @param low first tick
/// @param high last tick
/// @param step distance of ticks
record Scale(double low, double high, double step) {
    /// Covers the given range with about `ticks` round steps (1, 2 or 5 times a power of ten).
    static Scale covering(double least, double most, int ticks) {
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
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil(most / step - 1e-9) * step;
        return new Scale(low, high > low ? high : low + step, step);
    }

    double pixel(double value, double from, double to) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int count = (int) Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    String label(double tick) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        double rounded = Math.abs(tick) < step * 1e-6 ? 0 : tick;
        if (size >= 10_000) {
            return trimmed(rounded / 1000, step / 1000) + "k";
        }
        return trimmed(rounded, step);
    }

    private static String trimmed(double value, double step) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
