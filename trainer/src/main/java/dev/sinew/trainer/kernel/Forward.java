package dev.sinew.trainer.kernel;

/// One layer forward, `y = activation(x·W + b)`. Threads may share it on different rows.
public final class Forward {
    private final Dense layer;
    private final float[] parameters;
    private final RowProduct product;
    private final Epilogue epilogue;

    /// Binds a layer in panels to its arrays.
    ///
    /// @param kernels of the learner
    /// @param layer the layer
    /// @param parameters hold its weights and bias
    /// @param x by row; the first columns are the inputs
    /// @param y any form
    /// @param activation of the layer
    public Forward(Kernels kernels, Dense layer, float[] parameters, Matrix x, Matrix y, Activation activation) {
        Fit.rows(x, y);
        Fit.atLeast("input of " + layer.name(), layer.inputs(), x.columns());
        Fit.columns("output of " + layer.name(), layer.outputs(), y.columns());
        this.layer = layer;
        this.parameters = parameters;
        product = kernels.rowProduct(
                x.rowView(), layer.weights(parameters), Epilogue.productOf(y), layer.inputs(), layer.outputs());
        epilogue = new Epilogue(activation, y);
    }

    /// Computes some rows.
    ///
    /// @param firstRow first row
    /// @param endRow row after the last
    public void run(int firstRow, int endRow) {
        for (int column = 0; column < layer.paddedOutputs(); column += Lanes.TILE) {
            product.tile(column, firstRow, endRow);
            epilogue.forward(column, firstRow, endRow, parameters, layer.bias(0));
        }
    }
}
