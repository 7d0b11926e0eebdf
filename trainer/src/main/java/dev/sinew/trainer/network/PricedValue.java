package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;

/// A value less what it costs at a price, `Q(s, a) − λ·Q_c(s, a)`: the Lagrangian that the actor climbs when a cost is
/// held to a limit (Ha et al., *Learning to Walk in the Real World with Minimal Human Effort*, PMLR 155, 2021).
/// A new price counts at once, for neither critic has to learn it.
public final class PricedValue implements ActorValue {
    private final ActorValue value;
    private final Critic cost;
    private final int[] selection;
    private final float[] valueGradient;
    private float price;

    /// Climbs a value that costs nothing yet.
    ///
    /// @param value without the cost
    /// @param cost critic of it; whoever prepares this values its actions wanted
    /// @param rows of the batch, B
    public PricedValue(ActorValue value, Critic cost, int rows) {
        this.value = value;
        this.cost = cost;
        selection = new int[rows];
        valueGradient = new float[rows];
    }

    /// Sets the price from now on.
    ///
    /// @param price λ, value for each unit of the cost, finite and at least 0
    public void price(double price) {
        if (!(price >= 0 && price <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("price of a cost must be at least 0 and finite, was " + price);
        }
        this.price = (float) price;
    }

    @Override
    public int critics() {
        return value.critics();
    }

    @Override
    public void prepare() {
        value.prepare();
        for (int s = 0; s < selection.length; s++) {
            selection[s] = value.selected(s);
        }
    }

    @Override
    public float value(int row) {
        return value.value(row) - price * cost.wantedValues()[row];
    }

    @Override
    public void differentiate(int firstRow, int endRow, float scale) {
        value.differentiate(firstRow, endRow, scale);
        if (price == 0) {
            return;
        }
        Arrays.fill(valueGradient, firstRow, endRow, -scale * price);
        cost.actionGradient(firstRow, endRow, valueGradient, selection);
        Matrix costs = cost.actionGradient();
        for (int s = firstRow; s < endRow; s++) {
            Matrix whole = value.gradient(s);
            for (int k = 0; k < costs.columns(); k++) {
                whole.array()[s * whole.stride() + k] += costs.array()[s * costs.stride() + k];
            }
        }
    }

    @Override
    public int selected(int row) {
        return selection[row];
    }

    @Override
    public Matrix gradient(int row) {
        return value.gradient(row);
    }
}
