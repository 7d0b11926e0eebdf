package dev.sinew.trainer.network;

import dev.sinew.config.random.RandomStream;
import java.util.List;

/// Critics that learn from the same targets. The smallest value of some of them counts there, against overestimation:
/// of two (Fujimoto et al., *Addressing Function Approximation Error in Actor-Critic Methods*, arXiv:1802.09477v3,
/// section 4.2), or of a random subset of many (Chen et al., arXiv:2101.05982v2, Algorithm 1).
public final class CriticEnsemble {
    private final List<Critic> critics;
    private final int[] order;
    private final int subset;

    /// Takes critics over the same batch.
    ///
    /// @param critics at least one
    /// @param subset M, how many of them the smallest next value is taken of
    public CriticEnsemble(List<Critic> critics, int subset) {
        if (critics.isEmpty() || subset < 1 || subset > critics.size()) {
            throw new IllegalArgumentException(
                    "subset of critics must be 1 to %d, was %d".formatted(critics.size(), subset));
        }
        this.critics = List.copyOf(critics);
        this.subset = subset;
        order = new int[critics.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    /// {@return how many}
    public int size() {
        return critics.size();
    }

    /// {@return a critic}
    ///
    /// @param index from 0
    public Critic get(int index) {
        return critics.get(index);
    }

    /// Draws the critics that the next [#smallestNext] is taken of; draws nothing when it is taken of all.
    ///
    /// @param random where from
    public void drawSubset(RandomStream random) {
        if (subset == order.length) {
            return;
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = 0; i < subset; i++) {
            int j = i + random.nextInt(order.length - i);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    /// Takes the smallest value of the next states over the subset.
    ///
    /// @param value `[B]`, filled
    public void smallestNext(float[] value) {
        System.arraycopy(critics.get(order[0]).nextValues(), 0, value, 0, value.length);
        for (int i = 1; i < subset; i++) {
            float[] other = critics.get(order[i]).nextValues();
            for (int b = 0; b < value.length; b++) {
                value[b] = Math.min(value[b], other[b]);
            }
        }
    }
}
