package dev.sinew.trainer.progress;

import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.Training;
import java.time.Duration;
import java.util.Locale;

/// What the console says about a training, as text.
final class ProgressLine {
    private ProgressLine() {}

    /// {@return how far it is, how good, how fast, and how long it will take}
    ///
    /// @param training where it stands
    /// @param rate environment steps per second of late
    static String standing(Training training, double rate) {
        long left = training.totalSteps() - training.steps();
        return String.format(
                Locale.ROOT,
                "%d of %d steps, %s, %.0f steps/s, %s left",
                training.steps(),
                training.totalSteps(),
                returns(training),
                rate,
                rate > 0 ? clock(Math.round(left / rate)) : "--:--");
    }

    /// {@return mean return of the training episodes}
    ///
    /// @param training where it stands
    static String returns(Training training) {
        return training.episodes().ended() == 0
                ? "no episode ended yet"
                : String.format(Locale.ROOT, "return %.1f", training.episodes().meanReturn());
    }

    /// {@return what an evaluation found}
    ///
    /// @param row with `eval/…` figures
    static String evaluation(MetricRow row) {
        return String.format(
                Locale.ROOT,
                "evaluation at %d steps: return %.1f ± %.1f over episodes of %.0f steps",
                row.steps(),
                row.values().getOrDefault("eval/mean_reward", Double.NaN),
                row.values().getOrDefault("eval/std_reward", Double.NaN),
                row.values().getOrDefault("eval/mean_ep_length", Double.NaN));
    }

    /// {@return how it ended}
    ///
    /// @param result how it ended
    static String end(LoopResult result) {
        String best = result.best().map(found -> best(found)).orElse("no policy was evaluated");
        return String.format(
                Locale.ROOT, "%s after %d steps; %s", result.outcome().text(), result.steps(), best);
    }

    private static String best(BestPolicy best) {
        return String.format(
                Locale.ROOT,
                "best policy at %d steps: return %.1f",
                best.steps(),
                best.evaluation().mean());
    }

    private static String clock(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        return left.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", left.toMinutesPart(), left.toSecondsPart());
    }
}
