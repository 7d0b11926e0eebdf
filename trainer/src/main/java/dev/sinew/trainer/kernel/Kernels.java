package dev.sinew.trainer.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;

/// The innermost loops of one learner. Layers whose left operands have the same stride share one copy of the code.
/// One thread may make networks from it.
public final class Kernels {
    private final Map<Integer, Constructor<? extends RowProduct>> products = new HashMap<>();

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
        try {
            return products.computeIfAbsent(left.row, Kernels::forStride).newInstance(left, right, out, depth, columns);
        } catch (InstantiationException | InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("a product must be constructible, was not", e);
        }
    }

    private static Constructor<? extends RowProduct> forStride(int stride) {
        try {
            return Specialized.copy(StridedRowProduct.class, RowProduct.class, stride)
                    .getDeclaredConstructor(View.class, View.class, View.class, int.class, int.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a product must be constructible, was not", e);
        }
    }
}
