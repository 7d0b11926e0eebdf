package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Holds the mean cost of a step to a limit: what is learned from is `r − λ·c`, and the multiplier λ ≥ 0 climbs while
/// episodes cost more than the limit and falls while they cost less. Dual ascent on the Lagrangian of a constrained
/// Markov decision process: Altman 1999; on a walking robot Ha et al., *Learning to Walk in the Real World with Minimal
/// Human Effort*, PMLR 155, 2021, Eq. 4. One thread.
public final class CostConstraint {
    private final FineTuningSettings.Constraint settings;
    private double multiplier;

    /// A constraint that no episode has touched.
    ///
    /// @param settings its numbers
    public CostConstraint(FineTuningSettings.Constraint settings) {
        this.settings = settings;
        multiplier = settings.initialMultiplier();
    }

    /// Takes in an episode.
    ///
    /// @param meanCost of its steps
    /// @return whether the multiplier moved
    public boolean episode(double meanCost) {
        double before = multiplier;
        multiplier = Math.max(0, multiplier + settings.rate() * (meanCost - settings.limit()));
        return multiplier != before;
    }

    /// {@return λ}
    public double multiplier() {
        return multiplier;
    }

    /// {@return what a step is learned with, r − λ·c}
    ///
    /// @param reward r
    /// @param cost c
    public double priced(double reward, double cost) {
        return reward - multiplier * cost;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(multiplier);
    }

    void restore(DataInput in) throws IOException {
        multiplier = in.readDouble();
    }
}
