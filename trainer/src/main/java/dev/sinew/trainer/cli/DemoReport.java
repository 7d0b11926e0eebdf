package dev.sinew.trainer.cli;

import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.runtime.cli.RunReport;
import dev.sinew.runtime.journal.TimingHistogram;
import dev.sinew.runtime.session.TruthTrace;
import dev.sinew.runtime.telemetry.Counters;
import dev.sinew.trainer.report.Histogram;
import dev.sinew.trainer.report.HtmlReport;
import dev.sinew.trainer.report.LinePlot;
import dev.sinew.trainer.report.Series;
import dev.sinew.trainer.report.TextPlot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// What the demo did, as a page, as figures and on the screen. Every figure was measured in this demo.
final class DemoReport {
    private final Path folder;
    private final long seed;
    private final DemoTraining training;
    private final DemoRun run;
    private final RunReport flight;
    private final Counters mqtt;

    DemoReport(Path folder, long seed, DemoTraining training, DemoRun run) {
        this.folder = folder;
        this.seed = seed;
        this.training = training;
        this.run = run;
        flight = run.report();
        mqtt = run.session().telemetry().orElseThrow();
    }

    Figures figures() {
        Figures figures = new Figures()
                .put("seed", seed)
                .put("training_seconds", training.seconds())
                .put("training_steps", training.steps())
                .put("best_return", bestReturn());
        return flight.figures().addTo(figures).put("files", files());
    }

    private double bestReturn() {
        return training.kept().evaluated().map(best -> best.evaluation().mean()).orElse(Double.NaN);
    }

    private List<String> files() {
        return List.of(
                run.bundle().toString(),
                training.runFolder().toString(),
                run.record().toString(),
                folder.resolve("report.html").toString(),
                folder.resolve("figures.json").toString());
    }

    void print(PrintStream out) {
        out.println();
        out.println("Training curve (mean return of 10 held-out episodes, 2000 at most, over environment steps)");
        new TextPlot(60, 9).draw(training.curve()).forEach(out::println);
        out.println();
        rows().forEach((name, value) -> out.printf(Locale.ROOT, "%-22s %s%n", name, value));
        out.println();
        out.println("Files");
        files().forEach(file -> out.println("  " + file));
        out.println("Next");
        next().lines().forEach(line -> out.println("  " + line));
        out.flush();
    }

    private SequencedMap<String, String> rows() {
        SequencedMap<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "training",
                String.format(
                        Locale.ROOT,
                        "%d steps in %.0f s, best return %.0f",
                        training.steps(),
                        training.seconds(),
                        bestReturn()));
        rows.put(
                "upright",
                String.format(
                        Locale.ROOT,
                        "%.2f s of %.2f s (true tilt below 20 deg; largest %.1f deg)",
                        flight.uprightSeconds(),
                        run.session().activeSeconds(),
                        Math.toDegrees(flight.largestTilt())));
        rows.put("travel", String.format(Locale.ROOT, "%.2f m from the start at most", flight.largestTravel()));
        rows.put(
                "stopped by",
                run.session().fault() == Fault.NONE
                        ? "nothing: " + run.session().reason()
                        : run.session().fault().reason());
        rows.put("ticks", ticks());
        rows.put("deadline to wire", microseconds(run.session().timing().reach()));
        rows.put("wake-up lateness", microseconds(run.session().timing().wake()));
        rows.put(
                "MQTT",
                String.format(
                        Locale.ROOT,
                        "%d produced = %d sent + %d dropped + %d queued",
                        mqtt.produced(),
                        mqtt.sent(),
                        mqtt.dropped(),
                        mqtt.queued()));
        rows.put("flight record", run.session().recordedTicks() + " ticks");
        return rows;
    }

    private String ticks() {
        return String.format(
                Locale.ROOT,
                "%d, of which %d woke more than 1 ms late; %d missed",
                run.session().timing().ticks(),
                run.session().timing().late(),
                run.session().missed());
    }

    private static String microseconds(TimingHistogram timing) {
        return String.format(
                Locale.ROOT,
                "p50 %.0f us, p99 %.0f us, max %.0f us",
                timing.quantile(0.5) * 1e-3,
                timing.quantile(0.99) * 1e-3,
                timing.max() * 1e-3);
    }

    private String next() {
        String sinew = CommandContext.program();
        String trusting = "SINEW_HOME=" + folder + " " + sinew; // where the deployment lies that trusts the demo's key
        return trusting + " check " + run.bundle() + " --robot balancer\n" + trusting + " run " + run.bundle()
                + " --robot balancer --emulated --seconds 10\n" + sinew + " --help";
    }

    void writeHtml() throws IOException {
        new HtmlReport("Sinew demo", "two-wheel balancer, SAC, seed " + seed)
                .figures(rows())
                .section("Training")
                .plot(new LinePlot("Evaluation on held-out episodes", "environment steps", "mean return")
                        .add(training.curve())
                        .reference("most that can be reached", 2000)
                        .svg())
                .section("Run on the emulated robot")
                .plot(trace("Tilt", "true tilt, deg", false))
                .plot(trace("Travel", "true distance from the start, m", true))
                .plot(lateness())
                .section("Files")
                .code(String.join("\n", files()))
                .section("Next")
                .code(next())
                .write(folder.resolve("report.html"));
    }

    private String trace(String title, String label, boolean travel) {
        TruthTrace truth = run.truth();
        int first = flight.firstActive(truth);
        double[] x = new double[truth.size() - first];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (truth.nanos(first + i) - truth.nanos(first)) * 1e-9;
            y[i] = travel ? truth.travel(first + i) : Math.toDegrees(truth.tilt(first + i));
        }
        return new LinePlot(title, "time since activation, s", label)
                .add(new Series(title, x, y))
                .svg();
    }

    private String lateness() {
        double[] micros = {0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000};
        TimingHistogram wake = run.session().timing().wake();
        long[] counts = new long[micros.length - 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = wake.above(Math.round(micros[i] * 1000)) - wake.above(Math.round(micros[i + 1] * 1000));
        }
        counts[0] += wake.count() - wake.above(0);
        return new Histogram("Wake-up lateness", "from the deadline to the wake-up, us", micros, counts).svg();
    }
}
