package dev.sinew.trainer.network;

import dev.sinew.trainer.kernel.Matrix;
import java.util.Arrays;
import java.util.List;

/// Two critics that learn from the same targets; the smaller value of the two counts (Fujimoto et al.,
/// *Addressing Function Approximation Error in Actor-Critic Methods*, arXiv:1802.09477v3, section 4.2).
///
/// The gradient of `min(Q₁, Q₂)` by the action goes through the smaller critic only, so each row is propagated
/// through one of them: exact, and half the work.
public final class TwinCritic {
    private final List<Critic> critics;
    private final int[] selection;
    private final float[] valueGradient;
    private int firsts;

    /// Takes two critics over the same batch.
    ///
    /// @param first Q₁
    /// @param second Q₂
    /// @param rows of the batch, B
    public TwinCritic(Critic first, Critic second, int rows) {
        critics = List.of(first, second);
        selection = new int[rows];
        valueGradient = new float[rows];
    }

    /// {@return Q₁ or Q₂}
    ///
    /// @param index 0 or 1
    public Critic get(int index) {
        return critics.get(index);
    }

    /// Sorts the rows by the smaller critic, those of Q₁ first.
    ///
    /// @param first values of Q₁, `[B]`
    /// @param second values of Q₂, `[B]`
    public void select(float[] first, float[] second) {
        int count = 0;
        for (int r = 0; r < selection.length; r++) {
            if (first[r] <= second[r]) {
                selection[count++] = r;
            }
        }
        firsts = count;
        for (int r = 0; r < selection.length; r++) {
            if (!(first[r] <= second[r])) {
                selection[count++] = r;
            }
        }
    }

    /// Computes the gradient of `scale·Σ min(Q₁, Q₂)` by the action for some rows of the selection.
    ///
    /// @param firstRow first row of the selection
    /// @param endRow row after the last
    /// @param scale the same for all rows
    public void actionGradient(int firstRow, int endRow, float scale) {
        Arrays.fill(valueGradient, firstRow, endRow, scale);
        if (firstRow < firsts) {
            critics.get(0).actionGradient(firstRow, Math.min(endRow, firsts), valueGradient, selection);
        }
        if (endRow > firsts) {
            critics.get(1).actionGradient(Math.max(firstRow, firsts), endRow, valueGradient, selection);
        }
    }

    /// {@return the row of the batch that a row of the selection is}
    ///
    /// @param row of the selection
    public int selected(int row) {
        return selection[row];
    }

    /// {@return the gradient by the action of the critic that a row went through}
    ///
    /// @param row of the selection
    public Matrix actionGradient(int row) {
        return critics.get(row < firsts ? 0 : 1).actionGradient();
    }
}
