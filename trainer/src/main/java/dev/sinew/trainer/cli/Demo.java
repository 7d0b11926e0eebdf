package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.RunCommand;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.RobotSession;
import dev.sinew.runtime.session.SessionPolicy;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.SessionRobot;
import dev.sinew.runtime.session.SessionSettings;
import dev.sinew.runtime.telemetry.LocalBroker;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.trainer.checkpoint.RunFolder;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The steps of the demo.
final class Demo {
    private static final String ROBOT = "balancer";
    private static final String ALGORITHM = "sac";
    private static final int THREADS = 2;

    private final CommandContext context;
    private final ConfigFiles files;
    private final Path folder;
    private final long seed;
    private final SigningKey key = SigningKey.create();

    Demo(CommandContext context, Path folder, long seed) {
        this.context = context;
        files = context.files();
        this.folder = folder;
        this.seed = seed;
    }

    /// Trains until the plan's end.
    DemoTraining train() throws IOException {
        say("1/4 training: SAC, task " + ROBOT + ", seed " + seed);
        TaskCatalog catalog = Workstation.catalog(context, files);
        TrainingPlan plan = TrainingPlan.read(files, ALGORITHM, ROBOT, seed, THREADS);
        TrainingRun training = new TrainingRun(plan, catalog);
        EvaluationCurve curve = new EvaluationCurve();
        Path runFolder = folder.resolve("run");
        long start = System.nanoTime();
        LoopResult result;
        try (RunFolder run = RunFolder.create(runFolder)) {
            Preset preset = new Preset(ALGORITHM, ROBOT, Optional.empty());
            new RunRequest(preset, seed, Optional.empty(), Optional.empty()).keep(run, files);
            result = Workstation.watched(context, plan, progress -> training.train(run, List.of(curve, progress)));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new DemoTraining(
                plan, runFolder, seconds, result.steps(), curve.series("evaluation"), training.kept(runFolder));
    }

    /// Exports the best policy as a bundle signed with a key of this demo.
    Path pack(DemoTraining training) throws IOException {
        PolicyContract contract = new Tasks(files).task(ROBOT).contract();
        Map<String, String> metadata =
                Map.of("task", ROBOT, "algorithm", training.plan().algorithm(), "seed", "" + seed);
        byte[] bytes =
                PolicyBundle.of(training.kept().policy(), contract, metadata).signed(key);
        Path bundle = folder.resolve("balancer.bundle");
        Files.write(bundle, bytes);
        Path deployment = folder.resolve("deployment");
        Files.createDirectories(deployment);
        Files.writeString(deployment.resolve(ROBOT + ".yaml"), """
                # Made by the demo: trusts the key that signed its bundle.
                robot: balancer
                records: records
                trusted_keys: {%s: %s}
                """.formatted(
                        key.trustedKey().id(), key.trustedKey().text()));
        say(String.format(
                Locale.ROOT,
                "2/4 exported %s, %d bytes, signed with key %s",
                bundle,
                bytes.length,
                key.trustedKey().id()));
        return bundle;
    }

    /// Checks the bundle against the robot and runs it.
    DemoRun run(Path file, double seconds) throws IOException {
        SessionRobot robot = SessionRobot.of(new Robots(files), ROBOT);
        Bundle bundle = new BundleReader(
                        ROBOT, new Tasks(files), List.of(key.trustedKey()), Unsigned.REFUSED, new OnnxNormalization())
                .read(file);
        Path record = folder.resolve("flight.mcap");
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, PolicyEngine.ONNX);
                LocalBroker broker = broker();
                RobotBoard board = board(seconds)) {
            say(String.format(
                    Locale.ROOT,
                    "3/4 checked: hashes, signature, contract, golden vectors (difference %.1e), second engine (%.1e)",
                    loaded.goldenDifference(),
                    loaded.engineDifference()));
            say("4/4 running " + Math.round(seconds) + " s at "
                    + robot.description().rateHertz() + " Hz on the emulated robot, broker " + broker.uri());
            SessionPolicy policy = SessionPolicy.of(bundle, loaded);
            SessionSettings settings =
                    new SessionSettings(seconds, Optional.of(record), Optional.of(broker.uri()), true, 0);
            RobotSession session = new RobotSession(robot, policy, board, settings, new DemoProgress(context, seconds));
            SessionReport report = session.run();
            return new DemoRun(report, board.truth().orElseThrow(), file, record);
        }
    }

    private static LocalBroker broker() {
        return ServiceLoader.load(LocalBroker.Provider.class)
                .findFirst()
                .orElseThrow()
                .start(0);
    }

    private RobotBoard board(double seconds) {
        Plant plant = RunCommand.openPlant(files, ROBOT, Optional.empty(), seed);
        return new RobotBoard.Emulated(plant, Optional.empty(), false, (int) (200 * seconds) + 2000);
    }

    private void say(String line) {
        context.out().println(line);
    }
}
