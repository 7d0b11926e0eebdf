package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;

/// The smallest value of all critics: of two, that of the published code of soft actor–critic.
///
/// The gradient of `min(Q₁, Q₂, …)` by the action goes through the smallest critic only, so the selection sorts the
/// rows by it, those of Q₁ first, and each row is propagated through one critic: exact, and with two half the work.
public final class SmallestValue implements ActorValue {
    private final CriticEnsemble critics;
    private final int[] selection;
    private final int[] smallest;
    private final int[] begins;
    private final float[] valueGradient;

    /// Climbs the smallest.
    ///
    /// @param critics at least one
    /// @param rows of the batch, B
    public SmallestValue(CriticEnsemble critics, int rows) {
        this.critics = critics;
        selection = new int[rows];
        smallest = new int[rows];
        begins = new int[critics.size() + 1];
        valueGradient = new float[rows];
    }

    @Override
    public int critics() {
        return critics.size();
    }

    @Override
    public void prepare() {
        for (int row = 0; row < selection.length; row++) {
            int best = 0;
            for (int i = 1; i < critics.size(); i++) {
                if (!(wanted(best)[row] <= wanted(i)[row])) {
                    best = i;
                }
            }
            smallest[row] = best;
        }
        int count = 0;
        for (int i = 0; i < critics.size(); i++) {
            begins[i] = count;
            for (int row = 0; row < selection.length; row++) {
                if (smallest[row] == i) {
                    selection[count++] = row;
                }
            }
        }
        begins[critics.size()] = count;
    }

    @Override
    public float value(int row) {
        float value = wanted(0)[row];
        for (int i = 1; i < critics.size(); i++) {
            value = Math.min(value, wanted(i)[row]);
        }
        return value;
    }

    @Override
    public void differentiate(int firstRow, int endRow, float scale) {
        Arrays.fill(valueGradient, firstRow, endRow, scale);
        for (int i = 0; i < critics.size(); i++) {
            int first = Math.max(firstRow, begins[i]);
            int end = Math.min(endRow, begins[i + 1]);
            if (first < end) {
                critics.get(i).actionGradient(first, end, valueGradient, selection);
            }
        }
    }

    @Override
    public int selected(int row) {
        return selection[row];
    }

    @Override
    public Matrix gradient(int row) {
        return critics.get(smallest[selection[row]]).actionGradient();
    }

    private float[] wanted(int critic) {
        return critics.get(critic).wantedValues();
    }
}
