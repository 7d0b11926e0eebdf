package dev.sinew.runtime.cli;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.TruthTrace;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.runtime.telemetry.Counters;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/// A run in figures, for people and for `--json`.
public final class RunReport {
    /// A robot within this tilt counts as upright, rad.
    public static final double UPRIGHT = Math.toRadians(20);

    private final SessionReport report;
    private final Optional<TruthTrace> truth;

    /// Of one run.
    ///
    /// @param report what became of it
    /// @param truth what the physics knew; empty on a real robot
    public RunReport(SessionReport report, Optional<TruthTrace> truth) {
        this.report = report;
        this.truth = truth;
    }

    /// {@return what became of it}
    SessionReport session() {
        return report;
    }

    /// {@return ticks from the activation on of which the physics knows, last first tick of them; 0 on a real robot}
    public int activeTrace() {
        return truth.map(trace -> (int) Math.min(trace.size(), report.timing().ticks()))
                .orElse(0);
    }

    /// {@return index in the trace of the first active tick}
    ///
    /// @param trace of the run
    public int firstActive(TruthTrace trace) {
        return trace.size() - activeTrace();
    }

    /// {@return time the robot was truly upright while active, s; NaN on a real robot}
    public double uprightSeconds() {
        if (truth.isEmpty() || report.timing().ticks() == 0) {
            return Double.NaN;
        }
        TruthTrace trace = truth.get();
        int upright = 0;
        for (int i = 0; i < trace.size(); i++) {
            upright += trace.driven(i) && Math.abs(trace.tilt(i)) < UPRIGHT ? 1 : 0;
        }
        return upright * report.activeSeconds() / report.timing().ticks();
    }

    /// {@return largest true distance from the start while active, m; NaN on a real robot}
    public double largestTravel() {
        return largest(true);
    }

    /// {@return largest magnitude of the true tilt while active, rad; NaN on a real robot}
    public double largestTilt() {
        return largest(false);
    }

    private double largest(boolean travel) {
        if (truth.isEmpty()) {
            return Double.NaN;
        }
        TruthTrace trace = truth.get();
        double largest = 0;
        for (int i = 0; i < trace.size(); i++) {
            double now = Math.abs(travel ? trace.travel(i) : trace.tilt(i));
            largest = trace.driven(i) ? Math.max(largest, now) : largest;
        }
        return largest;
    }

    /// {@return the figures}
    public Figures figures() {
        Figures figures = new Figures()
                .put("active_seconds", report.activeSeconds())
                .put("upright_seconds", uprightSeconds())
                .put("largest_tilt_deg", Math.toDegrees(largestTilt()))
                .put("largest_travel_m", largestTravel())
                .put("episodes", report.episodes().begun())
                .put("episodes_stopped", report.episodes().stopped())
                .put("ticks", report.timing().ticks())
                .put("missed_ticks", report.missed())
                .put("late_ticks", report.timing().late())
                .put("tick_p50_us", report.timing().reach().quantile(0.5) * 1e-3)
                .put("tick_p99_us", report.timing().reach().quantile(0.99) * 1e-3)
                .put("wake_p50_us", report.timing().wake().quantile(0.5) * 1e-3)
                .put("wake_p99_us", report.timing().wake().quantile(0.99) * 1e-3)
                .put("limited_ticks", report.timing().limited())
                .put("held_ticks", report.timing().held())
                .put("late_policy_ticks", report.timing().latePolicy())
                .put("rejected_readings", report.timing().rejected())
                .put(
                        "fault",
                        report.fault() == Fault.NONE ? "none" : report.fault().reason())
                .put("recorded_ticks", report.recordedTicks());
        report.shadow().ifPresent(shadow -> figures.put("shadow.compared", shadow.compared())
                .put("shadow.failed", shadow.failed())
                .put("shadow.skipped", shadow.skipped())
                .put("shadow.p50", shadow.quantile(0.5))
                .put("shadow.p99", shadow.quantile(0.99))
                .put("shadow.largest", shadow.largest())
                .put("shadow.counts", shadow.counts()));
        report.experience().ifPresent(learned -> put(figures, learned));
        Counters mqtt = report.telemetry().orElse(new Counters(0, 0, 0, 0, 0));
        return figures.put("mqtt.produced", mqtt.produced())
                .put("mqtt.sent", mqtt.sent())
                .put("mqtt.dropped", mqtt.dropped())
                .put("mqtt.queued", mqtt.queued());
    }

    private static void put(Figures figures, ExperienceCounters learned) {
        figures.put("experience.produced", learned.produced())
                .put("experience.recovered", learned.recovered())
                .put("experience.delivered", learned.delivered())
                .put("experience.spooled", learned.spooled())
                .put("experience.queued", learned.queued())
                .put("experience.dropped", learned.dropped())
                .put("experience.unfinished", learned.unfinished());
    }

    /// Prints the report, a line for each thing that was measured.
    ///
    /// @param out where to
    public void print(PrintStream out) {
        line(out, "ended", report.reason());
        line(
                out,
                "active",
                String.format(
                        Locale.ROOT,
                        "%.2f s, %d ticks",
                        report.activeSeconds(),
                        report.timing().ticks()));
        if (report.episodes().begun() > 1) {
            line(
                    out,
                    "episodes",
                    report.episodes().begun() + ", " + report.episodes().stopped() + " stopped for their own motion");
        }
        if (truth.isPresent() && report.timing().ticks() > 0) {
            line(out, "upright", upright());
        }
        line(out, "deadlines", deadlines());
        line(out, "safety gate", gate());
        report.shadow().ifPresent(shadow -> line(out, "shadow", shadow(shadow)));
        report.telemetry().ifPresent(mqtt -> line(out, "MQTT", mqtt(mqtt)));
        report.experience().ifPresent(learned -> line(out, "experience", experience(learned)));
    }

    private String upright() {
        return String.format(
                Locale.ROOT,
                "%.2f s (true tilt below 20 deg), largest tilt %.1f deg, largest travel %.2f m",
                uprightSeconds(),
                Math.toDegrees(largestTilt()),
                largestTravel());
    }

    private String deadlines() {
        return String.format(
                Locale.ROOT,
                "%d late (wake-up > 1 ms), %d missed; from deadline to wire p50 %.0f us, p99 %.0f us, max %.0f us",
                report.timing().late(),
                report.missed(),
                report.timing().reach().quantile(0.5) * 1e-3,
                report.timing().reach().quantile(0.99) * 1e-3,
                report.timing().reach().max() * 1e-3);
    }

    private String gate() {
        return String.format(
                Locale.ROOT,
                "%d ticks limited, %d held, %d with a late policy; %d IMU readings rejected",
                report.timing().limited(),
                report.timing().held(),
                report.timing().latePolicy(),
                report.timing().rejected());
    }

    private static String shadow(Divergence shadow) {
        return String.format(
                Locale.ROOT,
                "%d actions compared: apart by at most p50 %.2g, p99 %.2g, max %.2g; %d failed, %d not asked",
                shadow.compared(),
                shadow.quantile(0.5),
                shadow.quantile(0.99),
                shadow.largest(),
                shadow.failed(),
                shadow.skipped());
    }

    private static String experience(ExperienceCounters learned) {
        return String.format(
                Locale.ROOT,
                "%d transitions + %d of earlier runs = %d delivered + %d spooled + %d queued + %d dropped;"
                        + " %d steps unfinished",
                learned.produced(),
                learned.recovered(),
                learned.delivered(),
                learned.spooled(),
                learned.queued(),
                learned.dropped(),
                learned.unfinished());
    }

    private static String mqtt(Counters mqtt) {
        return String.format(
                Locale.ROOT,
                "%d produced = %d sent + %d dropped + %d queued",
                mqtt.produced(),
                mqtt.sent(),
                mqtt.dropped(),
                mqtt.queued());
    }

    private static void line(PrintStream out, String name, String text) {
        out.println(String.format(Locale.ROOT, "%-14s %s", name, text));
    }
}
