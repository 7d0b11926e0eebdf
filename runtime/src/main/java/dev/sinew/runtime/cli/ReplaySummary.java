package dev.sinew.runtime.cli;

import dev.sinew.runtime.replay.Answers;
import dev.sinew.runtime.replay.Difference;
import dev.sinew.runtime.replay.PolicyComparison;
import dev.sinew.runtime.replay.ReplayReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A replay in figures, for people and for `--json`.
final class ReplaySummary {
    private final PrintStream out;
    private final Figures figures;

    /// @param out for people
    /// @param figures filled
    ReplaySummary(PrintStream out, Figures figures) {
        this.out = out;
        this.figures = figures;
    }

    /// What is replayed.
    void record(Path file, Map<String, String> session) {
        String robot = session.getOrDefault("robot", "unknown");
        String policy = session.getOrDefault("policy_id", "unknown");
        figures.put("robot", robot).put("policy", policy);
        line(
                "record",
                file + ", " + robot + ", policy " + policy + ", session " + session.getOrDefault("session", "unknown")
                        + ", Sinew " + session.getOrDefault("version", "unknown"));
        String board = session.getOrDefault("board", "unknown");
        Optional<String> reality = Optional.ofNullable(session.get("reality"));
        figures.put("board", board).put("reality", reality.orElse(""));
        line(
                "board",
                board + reality.map(planted -> ", with reality " + planted).orElse(""));
    }

    /// What came of it.
    void report(ReplayReport report) {
        ReplayReport.Compared compared = report.compared();
        ReplayReport.Differing differing = report.differing();
        figures.put("ticks", compared.ticks())
                .put("transfers", compared.transfers())
                .put("written_bytes", compared.bytes())
                .put("clock_readings", compared.readings())
                .put("differing_ticks", differing.ticks())
                .put("differing_bytes", differing.bytes())
                .put("first_difference", report.first().map(Difference::line).orElse(""))
                .put("first_byte", report.firstByte().map(Difference::line).orElse(""));
        line(
                "compared",
                String.format(
                        Locale.ROOT,
                        "%d ticks: %d transfers with %d bytes written; %d clock readings answered",
                        compared.ticks(),
                        compared.transfers(),
                        compared.bytes(),
                        compared.readings()));
        answers(report.answers());
        line("differing", differing.ticks() + " ticks, " + differing.bytes() + " bytes");
        report.first().ifPresent(first -> line("first", first.line()));
        report.firstByte()
                .filter(first -> !report.first().equals(report.firstByte()))
                .ifPresent(first -> line("first byte", first.line()));
        figures.put("incomplete", report.incomplete().orElse(""));
    }

    private void answers(Answers answers) {
        figures.put("answers", answers.asked())
                .put("differing_answers", answers.differing())
                .put("largest_answer_difference", (double) answers.largest());
        if (answers.asked() == 0) {
            line("policy", "answers taken from the record");
        } else if (answers.differing() == 0) {
            line(
                    "policy",
                    "asked again, the same answer to the bit in all " + answers.asked()
                            + " ticks with the recorded observation");
        } else {
            line(
                    "policy",
                    String.format(
                            Locale.ROOT,
                            "asked again, another answer in %d of %d ticks, by %.1e at most; the recorded one was used",
                            answers.differing(),
                            answers.asked(),
                            answers.largest()));
        }
    }

    /// What another policy would have done.
    void comparison(String policy, PolicyComparison comparison, double tolerance) {
        figures.put("other", policy)
                .put("active_ticks", comparison.ticks())
                .put("beyond_ticks", comparison.beyond())
                .put("unusable_ticks", comparison.unusable())
                .put("tolerance", tolerance);
        line(
                "other policy",
                String.format(
                        Locale.ROOT,
                        "%s: beyond %s in %d of %d active ticks (%.1f %%), no usable answer in %d",
                        policy,
                        tolerance,
                        comparison.beyond(),
                        comparison.ticks(),
                        comparison.ticks() == 0 ? 0 : 100.0 * comparison.beyond() / comparison.ticks(),
                        comparison.unusable()));
        comparison.distances().forEach(this::distance);
        comparison.moments().forEach(this::moment);
    }

    private void distance(PolicyComparison.Distance distance) {
        String key = "action." + distance.joint();
        figures.put(key + ".mean", distance.mean())
                .put(key + ".p99", distance.p99())
                .put(key + ".largest", distance.largest());
        line(
                distance.joint(),
                String.format(
                        Locale.ROOT,
                        "differs by %.4f in the mean, p99 %.4f, largest %.4f",
                        distance.mean(),
                        distance.p99(),
                        distance.largest()));
    }

    private void moment(PolicyComparison.Moment moment) {
        line(
                "tick " + moment.tick(),
                String.format(
                        Locale.ROOT,
                        "%s: recorded %+.4f, other %+.4f",
                        moment.joint(),
                        moment.recorded(),
                        moment.other()));
    }

    private void line(String name, String text) {
        out.println(String.format(Locale.ROOT, "%-14s %s", name, text));
    }
}
