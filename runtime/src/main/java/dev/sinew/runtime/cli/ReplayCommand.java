package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.replay.PolicyComparison;
import dev.sinew.runtime.replay.RecordedPolicies;
import dev.sinew.runtime.replay.RecordedRobot;
import dev.sinew.runtime.replay.Replay;
import dev.sinew.runtime.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew replay`: runs a recorded robot again and compares every byte it writes.
@Command(
        name = "replay",
        description = "Replays a flight record: drivers, control step, safety gate and loop run again on what the"
                + " record says of buses, clocks and operator, and every byte written and every field of every tick"
                + " is compared. With --policy, says where another policy would have acted differently.",
        exitCodeList = {
            "0:nothing differs",
            "1:a byte, a field or the order of transfers differs",
            "2:the command line is not understood",
            "65:no flight record, one of an older Sinew, or one that is cut off or has a gap",
            "66:a file is missing",
            "74:the figures cannot be written",
            "77:the bundle is refused: damaged, or its contract is not that of the record"
        },
        footer = {
            "  sinew replay flight.mcap",
            "  sinew replay flight.mcap --policy other.bundle --tolerance 0.1",
            "",
            "Figures for --json: robot, policy, board, reality, ticks, transfers, written_bytes,",
            "clock_readings, differing_ticks, differing_bytes, first_difference, first_byte, answers,",
            "differing_answers, largest_answer_difference, incomplete; with --policy: other,",
            "active_ticks, beyond_ticks, unusable_ticks, tolerance, and for each joint",
            "action.JOINT.mean, .p99, .largest"
        })
public final class ReplayCommand extends Subcommand {
    private static final int MOMENTS = 5;
    private static final double MOST_TOLERANCE = 2;

    @Parameters(paramLabel = "FILE", description = "the flight record")
    private Path file = Path.of("");

    @Option(
            names = "--policy",
            paramLabel = "BUNDLE",
            description =
                    "another policy, asked in each tick what it would have done (open loop); nothing is driven, so"
                            + " its signature does not matter")
    private Optional<Path> other = Optional.empty();

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "distance of two actions, which go from -1 to 1, up to which they count as the same"
                    + " (default: 0.05)")
    private double tolerance = 0.05;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "what computes the other policy: ${COMPLETION-CANDIDATES} (default: ONNX)")
    private PolicyEngine engine = PolicyEngine.ONNX;

    /// A replay.
    ///
    /// @param context to work in
    public ReplayCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        if (!(tolerance >= 0) || tolerance > MOST_TOLERANCE) {
            throw new IllegalArgumentException("--tolerance must be 0-" + (int) MOST_TOLERANCE + ", was " + tolerance);
        }
        requireFile("flight record", file);
        if (other.isPresent()) {
            requireFile("bundle", other.get());
        }
        try (FlightRecord record = FlightRecord.open(file)) {
            RecordedRobot robot = RecordedRobot.of(record);
            OnnxLibrary.prepare(context().cacheFolder());
            try (RecordedPolicies policies = RecordedPolicies.load(record, robot.contract())) {
                ReplaySummary summary = new ReplaySummary(context().out(), figures());
                summary.record(file, record.session());
                if (other.isPresent()) {
                    return code(compare(record, robot, policies, summary));
                }
                ReplayReport report = Replay.run(record, robot, policies.policies());
                summary.report(report);
                return code(report);
            }
        }
    }

    private ReplayReport compare(
            FlightRecord record, RecordedRobot robot, RecordedPolicies policies, ReplaySummary summary)
            throws IOException {
        Bundle bundle = BundleReader.forReplay(other.orElseThrow(), robot.contract(), new OnnxNormalization());
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine)) {
            PolicyComparison comparison = new PolicyComparison(loaded.policy(), robot.contract(), tolerance, MOMENTS);
            ReplayReport report = Replay.run(record, robot, policies.policies(), comparison);
            summary.report(report);
            summary.comparison(bundle.policyId(), comparison, tolerance);
            return report;
        }
    }

    private int code(ReplayReport report) {
        report.incomplete().ifPresent(why -> context()
                .err()
                .println("sinew: " + file + " is not whole: " + why + "; nothing after that was replayed"));
        if (!report.equal()) {
            return ExitCode.FAILED;
        }
        return report.incomplete().isPresent() ? ExitCode.BAD_INPUT : ExitCode.OK;
    }

    private static void requireFile(String what, Path file) throws NoSuchFileException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(what + " must be a file, was the folder " + file);
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }
}
