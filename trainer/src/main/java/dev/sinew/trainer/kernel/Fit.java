package dev.sinew.trainer.kernel;

/// Refuses operands that do not fit, when they are bound and not when they are used.
final class Fit {
    private Fit() {}

    static void rows(Matrix first, Matrix second) {
        if (first.rows() != second.rows()) {
            throw new IllegalArgumentException(
                    "operands must have as many rows, had %d and %d".formatted(first.rows(), second.rows()));
        }
    }

    static void columns(String what, int wanted, int found) {
        if (wanted != found) {
            throw new IllegalArgumentException("%s must have %d columns, had %d".formatted(what, wanted, found));
        }
    }

    static void column(Dense layer) {
        if (!layer.isColumn()) {
            throw new IllegalArgumentException("layer " + layer.name() + " must be a column, lay in panels");
        }
    }

    static void atLeast(String what, int wanted, int found) {
        if (found < wanted) {
            throw new IllegalArgumentException(
                    "%s must have at least %d columns, had %d".formatted(what, wanted, found));
        }
    }
}
