package dev.sinew.trainer.hardware;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/// Watches the returns and costs of episodes. The frozen phase is the baseline; once learned policies play, each window
/// of the newest episodes is compared with it. It dips when it is worse by more than a share of the scale, whatever the
/// reason; and when it is worse by more than a third of that share and by more than chance. Where a cost is held,
/// what a robot costs above the limit is taken from its returns first: a policy that pays for the limit with return
/// is no dip, as long as it pays no more than three times that share. One thread.
final class DipGuard {
    /// Episodes of the frozen phase that are compared with, the newest: their number decides how many ways of
    /// choosing a test must look at.
    private static final int MOST_BASELINE = 20;

    private static final double SMALL = 1.0 / 3; // of a dip, from which on chance decides
    private static final double MOST_PAID = 3; // dips of return, for a lower cost

    private final FineTuningSettings.Guard settings;
    private final OptionalDouble limit;
    private final DoubleBinaryOperator worth;
    private final List<Episode> baseline = new ArrayList<>();
    private final List<Episode> window = new ArrayList<>();

    /// What an episode came to.
    ///
    /// @param policy number of the policy that played it
    /// @param reward sum over its steps
    /// @param cost mean over its steps
    record Episode(int policy, double reward, double cost) {}

    /// What a window says.
    enum Verdict {
        /// It is not full yet.
        WAITING,
        /// Nothing is wrong with it.
        GOOD,
        /// It is worse than the frozen phase by more than is put up with.
        DIP
    }

    /// A guard that has seen nothing.
    ///
    /// @param settings its numbers
    /// @param limit of the mean cost of a step; empty when no cost is held
    /// @param worth of an episode by its return and mean cost
    DipGuard(FineTuningSettings.Guard settings, OptionalDouble limit, DoubleBinaryOperator worth) {
        this.settings = settings;
        this.limit = limit;
        this.worth = worth;
    }

    /// Takes in an episode of the frozen phase.
    void frozen(Episode episode) {
        baseline.add(episode);
        if (baseline.size() > MOST_BASELINE) {
            baseline.removeFirst();
        }
    }

    /// {@return whether the frozen phase holds enough episodes for a test that can say anything}
    boolean hasBaseline() {
        return baseline.size() >= settings.window();
    }

    /// Takes in an episode of a learned policy.
    ///
    /// @return what the window with it says
    Verdict learned(Episode episode) {
        window.add(episode);
        if (window.size() > settings.window()) {
            window.removeFirst();
        }
        if (window.size() < settings.window()) {
            return Verdict.WAITING;
        }
        return isDip() ? Verdict.DIP : Verdict.GOOD;
    }

    private boolean isDip() {
        double[] now = worths(window);
        double[] before = worths(baseline);
        double allowed = settings.dip() * settings.scale();
        return mean(before) - mean(now) > allowed
                || baselineReturn() - windowReturn() > MOST_PAID * allowed
                || falls(now, before, SMALL * allowed)
                || costsMore();
    }

    private boolean falls(double[] now, double[] before, double more) {
        return mean(before) - mean(now) > more && PermutationTest.probability(now, before) <= settings.significance();
    }

    /// A cost that is held to a limit may rise to it.
    private boolean costsMore() {
        if (limit.isEmpty()) {
            return false;
        }
        double[] now = gains(window);
        double[] before = gains(baseline);
        double allowed = Math.max(limit.getAsDouble(), -mean(before)) * (1 + settings.dip());
        return -mean(now) > allowed && falls(now, before, 0);
    }

    /// Forgets the window: other policies play from now on.
    void begin() {
        window.clear();
    }

    /// {@return mean return of the window}
    double windowReturn() {
        return mean(rewards(window));
    }

    /// {@return mean return of the frozen phase}
    double baselineReturn() {
        return mean(rewards(baseline));
    }

    /// {@return mean cost of a step in the frozen phase}
    double baselineCost() {
        return -mean(gains(baseline));
    }

    /// {@return mean cost of a step in the window}
    double windowCost() {
        return window.stream().mapToDouble(Episode::cost).average().orElse(Double.NaN);
    }

    private double[] worths(List<Episode> episodes) {
        return episodes.stream()
                .mapToDouble(one -> worth.applyAsDouble(one.reward(), one.cost()))
                .toArray();
    }

    private static double[] rewards(List<Episode> episodes) {
        return episodes.stream().mapToDouble(Episode::reward).toArray();
    }

    private static double[] gains(List<Episode> episodes) {
        return episodes.stream().mapToDouble(one -> -one.cost()).toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    void save(DataOutput out) throws IOException {
        save(out, baseline);
        save(out, window);
    }

    void restore(DataInput in) throws IOException {
        restore(in, baseline);
        restore(in, window);
    }

    private static void save(DataOutput out, List<Episode> episodes) throws IOException {
        out.writeInt(episodes.size());
        for (Episode one : episodes) {
            out.writeInt(one.policy());
            out.writeDouble(one.reward());
            out.writeDouble(one.cost());
        }
    }

    private static void restore(DataInput in, List<Episode> episodes) throws IOException {
        episodes.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            episodes.add(new Episode(in.readInt(), in.readDouble(), in.readDouble()));
        }
    }
}
