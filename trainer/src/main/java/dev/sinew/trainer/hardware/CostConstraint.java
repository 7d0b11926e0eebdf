package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Holds the mean cost of a step to a limit: the policy climbs `Q − λ·Q_c`, and the multiplier λ ≥ 0 climbs while
/// episodes cost more than is aimed at and falls while they cost less: dual ascent on the Lagrangian of a constrained
/// Markov decision process (Altman 1999; on a walking robot Ha et al., *Learning to Walk in the Real World with Minimal
/// Human Effort*, PMLR 155, 2021, Eq. 4). Alone that swings about its place, for what the multiplier changes shows many
/// episodes later: a share proportional to the newest episode damps it (Stooke, Achiam and Abbeel, *Responsive Safety
/// in Reinforcement Learning by PID Lagrangian Methods*, ICML 2020, algorithm 2). A single episode, as of a policy that
/// fell, counts for no more than the limit above what is aimed at. One thread.
public final class CostConstraint {
    private final FineTuningSettings.Constraint settings;
    private double integral;
    private double multiplier;

    /// A constraint that no episode has touched.
    ///
    /// @param settings its numbers
    public CostConstraint(FineTuningSettings.Constraint settings) {
        this.settings = settings;
        integral = settings.initialMultiplier();
        multiplier = integral;
    }

    /// Takes in an episode.
    ///
    /// @param meanCost of its steps
    /// @return whether the multiplier moved
    public boolean episode(double meanCost) {
        double before = multiplier;
        double above = meanCost - (1 - settings.margin()) * settings.limit();
        double error = settings.rate() * (settings.limit() > 0 ? Math.min(above, settings.limit()) : above);
        integral = Math.max(0, integral + error);
        multiplier = Math.max(0, integral + settings.damping() * error);
        return multiplier != before;
    }

    /// The policy that learned under this price was taken back: half of it is tried next.
    ///
    /// @return whether the multiplier moved
    public boolean takenBack() {
        double before = multiplier;
        integral /= 2;
        multiplier = integral;
        return multiplier != before;
    }

    /// {@return what an episode is worth beside others: its return, less what the whole scale of returns is worth
    /// for each time that its cost is above the limit once more}
    ///
    /// @param reward of the episode
    /// @param meanCost of its steps
    /// @param scale of returns
    public double worth(double reward, double meanCost, double scale) {
        double above = Math.max(0, meanCost - settings.limit());
        return above == 0 ? reward : reward - scale * above / Math.max(settings.limit(), Double.MIN_NORMAL);
    }

    /// {@return λ}
    public double multiplier() {
        return multiplier;
    }

    /// {@return a cost in units of the limit, as a critic learns it: the limit of some costs is a ten-thousandth of a
    /// reward}
    ///
    /// @param cost c
    public double inLimits(double cost) {
        return cost / unit();
    }

    /// {@return what a cost of the limit takes from the value of a step, λ·limit; of one where the limit is 0}
    public double price() {
        return Math.min(Float.MAX_VALUE, multiplier * unit());
    }

    private double unit() {
        return settings.limit() > 0 ? settings.limit() : 1;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(integral);
        out.writeDouble(multiplier);
    }

    void restore(DataInput in) throws IOException {
        integral = in.readDouble();
        multiplier = in.readDouble();
    }
}
