package dev.sinew.trainer.cli;

import dev.sinew.runtime.cli.Figures;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.UnattendedLearning;
import dev.sinew.trainer.report.LinePlot;
import dev.sinew.trainer.report.PlotGrid;
import dev.sinew.trainer.report.Series;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a robot's episodes came to while it learned: a line each, a table and a picture.
final class EpisodeTable implements Consumer<UnattendedLearning.Episode>, AutoCloseable {
    private static final String EXPLORING = "episodes";
    private static final String PROVING = "without exploration";
    private static final LinePlot.Size PANEL = new LinePlot.Size(860, 360);
    private static final int LAST = 20; // episodes that a cost is judged by

    private final PrintStream out;
    private final Path folder;
    private final Optional<FineTuningSettings.Constraint> constraint;
    private final List<String> terms;
    private final int window;
    private final List<UnattendedLearning.Episode> episodes = new ArrayList<>();
    private Optional<PrintWriter> open = Optional.empty();
    private boolean silent;

    /// An empty table.
    ///
    /// @param out told of each episode
    /// @param folder gets `episodes.csv` and `episodes.svg`, not before the first episode: a learning that is refused
    ///     leaves those of another one as they are
    /// @param settings of the learning
    /// @param terms names of the reward's terms, in the order of the task
    EpisodeTable(PrintStream out, Path folder, FineTuningSettings settings, List<String> terms) {
        this.out = out;
        this.folder = folder;
        constraint = settings.constraint();
        this.terms = List.copyOf(terms);
        window = settings.guard().window();
    }

    private PrintWriter table() {
        if (open.isEmpty()) {
            try {
                open = Optional.of(new PrintWriter(Files.newBufferedWriter(folder.resolve("episodes.csv"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            open.get()
                    .println("episode,ticks,waited_ticks,phase,policy,steps,return,window,window_cost,best,updates,"
                            + "multiplier,rollbacks,flagged,proof,"
                            + String.join(",", terms));
        }
        return open.get();
    }

    /// Says nothing of the episodes that come, which were said before; they go into table and picture all the same.
    ///
    /// @param silent whether it is so from now on
    void silent(boolean silent) {
        this.silent = silent;
    }

    @Override
    public void accept(UnattendedLearning.Episode one) {
        episodes.add(one);
        FineTuning.Standing now = one.standing();
        PrintWriter table = table();
        table.printf(
                Locale.ROOT,
                "%d,%d,%d,%s,%d,%d,%s,%s,%s,%s,%d,%s,%d,%d,%d,%s%n",
                now.episodes(),
                now.steps(),
                one.waitedTicks(),
                now.phase().name().toLowerCase(Locale.ROOT),
                one.policy(),
                one.steps(),
                one.reward(),
                now.window(),
                now.windowCost(),
                now.best(),
                now.updates(),
                now.multiplier(),
                now.rollBacks(),
                now.flagged(),
                now.proof() ? 1 : 0,
                one.terms().stream().map(String::valueOf).collect(Collectors.joining(",")));
        if (silent) {
            return;
        }
        table.flush();
        out.printf(
                Locale.ROOT,
                "episode %d: %d ticks, %s, policy %d%s, return %.1f%s%n",
                now.episodes(),
                now.steps(),
                now.phase().name().toLowerCase(Locale.ROOT),
                one.policy(),
                now.proof() ? " without exploration" : "",
                one.reward(),
                Double.isNaN(now.window()) ? "" : window(now));
    }

    private String window(FineTuning.Standing now) {
        String returns = String.format(Locale.ROOT, ", last %.1f, frozen %.1f", now.window(), now.baseline());
        return constraint
                .map(held ->
                        String.format(Locale.ROOT, "%s, cost %.3g of %.3g", returns, now.windowCost(), held.limit()))
                .orElse(returns);
    }

    /// {@return whether no episode has ended yet}
    boolean isEmpty() {
        return episodes.isEmpty();
    }

    /// Draws the returns over the ticks, and says whether a cost was held to its limit.
    ///
    /// @param title of the picture
    /// @throws IOException when it cannot be written
    void end(String title) throws IOException {
        draw(title);
        DoubleSummaryStatistics costs = lastCosts();
        if (constraint.isPresent() && costs.getCount() > 0) {
            FineTuningSettings.Constraint held = constraint.get();
            out.printf(
                    Locale.ROOT,
                    "%s: a step of the last %d episodes cost %.3g, wanted is %.3g at most: %s%n",
                    held.term(),
                    costs.getCount() * window,
                    costs.getAverage(),
                    held.limit(),
                    costs.getAverage() <= held.limit() ? "held" : "NOT held");
        }
    }

    /// Costs of the windows that follow each other, the newest first.
    private DoubleSummaryStatistics lastCosts() {
        int most = Math.min(LAST, episodes.size());
        return IntStream.iterate(1, back -> back <= most, back -> back + window)
                .mapToDouble(
                        back -> episodes.get(episodes.size() - back).standing().windowCost())
                .filter(Double::isFinite)
                .summaryStatistics();
    }

    private void draw(String title) throws IOException {
        double[] at =
                episodes.stream().mapToDouble(one -> one.standing().steps()).toArray();
        double frozen = standing().baseline();
        LinePlot plot = new LinePlot(title, "ticks that the robot learned from", "return of an episode", PANEL);
        plot.add(returns(EXPLORING, false), 0);
        plot.add(returns(PROVING, true), 2);
        if (at.length > 0 && !Double.isNaN(frozen)) {
            plot.add(
                    new Series("policy from simulation, mean", new double[] {at[0], at[at.length - 1]}, new double[] {
                        frozen, frozen
                    }),
                    1);
        }
        Files.writeString(
                folder.resolve("episodes.svg"),
                new PlotGrid("", List.of(List.of(plot)), List.of(EXPLORING, "policy from simulation, mean", PROVING))
                        .svg());
    }

    private Series returns(String name, boolean proof) {
        List<UnattendedLearning.Episode> those =
                episodes.stream().filter(one -> one.standing().proof() == proof).toList();
        return new Series(
                name,
                those.stream().mapToDouble(one -> one.standing().steps()).toArray(),
                those.stream().mapToDouble(UnattendedLearning.Episode::reward).toArray());
    }

    /// Adds the figures of the whole.
    ///
    /// @param figures receive them
    void figures(Figures figures) {
        FineTuning.Standing end = standing();
        figures.put("ticks", end.steps())
                .put("waited_ticks", episodes.getLast().waitedTicks())
                .put("episodes", end.episodes())
                .put("updates", end.updates())
                .put("policies", end.policy())
                .put("rollbacks", end.rollBacks())
                .put("flagged_ticks", end.flagged())
                .put("frozen_return", end.baseline())
                .put("window_return", end.window())
                .put("best_return", end.best())
                .put("window_cost", end.windowCost())
                .put("multiplier", end.multiplier());
    }

    private FineTuning.Standing standing() {
        if (episodes.isEmpty()) {
            throw new IllegalStateException("the robot must end an episode, ended none: give it more --ticks");
        }
        return episodes.getLast().standing();
    }

    @Override
    public void close() {
        open.ifPresent(PrintWriter::close);
    }
}
