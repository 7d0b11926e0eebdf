package dev.sinew.trainer.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;

/// The innermost loops of a learner, or of learners one after the other: what one had compiled the next finds hot.
/// Layers
/// whose left operands have the same stride share one copy of the code. One thread may make networks from it.
public final class Kernels {
    private final Map<Integer, Constructor<? extends RowProduct>> rowProducts = new HashMap<>();
    private final Map<Integer, Constructor<? extends ColumnProduct>> columnProducts = new HashMap<>();

    /// Nothing is compiled yet.
    public Kernels() {}

    /// {@return the product of these operands}
    ///
    /// @param left by row
    /// @param right by panel, `depth` rows
    /// @param out any form
    /// @param depth columns of `left`
    /// @param columns of `right` and `out`
    RowProduct rowProduct(View left, View right, View out, int depth, int columns) {
        return make(
                rowProducts.computeIfAbsent(
                        left.row, stride -> copy(StridedRowProduct.class, RowProduct.class, stride)),
                left,
                right,
                out,
                depth,
                columns);
    }

    /// {@return the product of these operands}
    ///
    /// @param left by row
    /// @param right by panel
    /// @param out by panel
    /// @param depth rows of the batch
    /// @param columns of `right` and `out`
    ColumnProduct columnProduct(View left, View right, View out, int depth, int columns) {
        return make(
                columnProducts.computeIfAbsent(
                        left.row, stride -> copy(StridedColumnProduct.class, ColumnProduct.class, stride)),
                left,
                right,
                out,
                depth,
                columns);
    }

    private static <T> T make(
            Constructor<? extends T> product, View left, View right, View out, int depth, int columns) {
        try {
            return product.newInstance(left, right, out, depth, columns);
        } catch (InstantiationException | InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("a product must be constructible, was not", e);
        }
    }

    private static <T> Constructor<? extends T> copy(Class<? extends T> template, Class<T> type, int stride) {
        try {
            return Specialized.copy(template, type, stride)
                    .getDeclaredConstructor(View.class, View.class, View.class, int.class, int.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a product must be constructible, was not", e);
        }
    }
}
