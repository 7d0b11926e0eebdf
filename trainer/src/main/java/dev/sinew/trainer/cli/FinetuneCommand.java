package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.reality.RealityFormat;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.RunCommand;
import dev.sinew.runtime.cli.Subcommand;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.SessionSettings;
import dev.sinew.trainer.checkpoint.AtomicFile;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.hardware.EmulatedRobot;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.UnattendedLearning;
import dev.sinew.trainer.hardware.WarmStart;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sinew finetune`: goes on from a training in simulation with a robot.
@Command(
        name = "finetune",
        description = "Goes on from a training with sac in simulation and learns on a robot, episode by episode:"
                + " first the policy plays as it is, then the critics learn, then everything; a policy that does"
                + " worse is taken back.",
        exitCodeList = {
            "0:done",
            "1:the emulated robot was stopped by too many faults, or did not come to rest; results are written",
            "2:the command line is not understood",
            "65:the folder is no run folder, or a file is wrong",
            "66:there is no such run",
            "69:a native part is not there, or the robot has sent nothing for a quarter of an hour",
            "74:the folder holds no checkpoint, or another learning; or a file cannot be written",
            "77:the robot does not trust the key",
            "130:stopped by Ctrl-C, everything on the disk"
        },
        footer = {
            "  sinew finetune runs/furuta --robot furuta --emulated --reality worn-motor.yaml",
            "  sinew finetune runs/furuta --robot furuta --mqtt tcp://localhost:1883 --key me",
            "  sinew finetune runs/furuta --robot furuta --on-robot",
            "",
            "The folder of --to gets episodes.csv, episodes.svg and finetuned.bundle with the best policy.",
            "With --mqtt, the same command on the same folder goes on where it ended or was killed;",
            "with --on-robot where it ended, or half a minute before it was killed; otherwise results",
            "that are there stay: the next run's go to finetune-2 and so on.",
            "",
            "Figures for --json: ticks, waited_ticks, episodes, updates, policies, rollbacks,",
            "flagged_ticks, frozen_return, window_return, best_return, window_cost, multiplier;",
            "with --emulated alone besides operator_resets, faults for which an operator would have to come;",
            "with --on-robot besides lost_ticks, missed_ticks, late_ticks, tick_p50_us, tick_p99_us;",
            "with --mqtt besides taken, duplicates, gaps, lost, refused, strangers"
        })
final class FinetuneCommand extends Subcommand {
    private static final int SHORTEST = 1000;
    private static final int TRACE_TICKS = 1000;

    @Parameters(paramLabel = "RUN", description = "run folder of a training with sac")
    private Path folder = Path.of("");

    @Option(names = "--robot", paramLabel = "NAME", required = true, description = "robot that learns")
    private String robot = "";

    @Option(
            names = "--emulated",
            description = "emulated chips with MuJoCo behind them in this process, faster than time")
    private boolean emulated;

    @Option(
            names = "--mqtt",
            paramLabel = "URI",
            description = "a robot that runs with `run --learn` and the same broker, tcp://host:port; needs --key")
    private Optional<String> mqtt = Optional.empty();

    @Option(
            names = "--on-robot",
            description = "learns in the process that drives the robot: on this machine's pins, or with --emulated on"
                    + " emulated chips in real time; --mqtt is then where telemetry goes")
    private boolean onRobot;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "with --on-robot: active time after which it ends, s (default: no end but --ticks)")
    private double seconds;

    @Option(names = "--record", paramLabel = "FILE", description = "with --on-robot: flight record to write, MCAP")
    private Optional<Path> record = Optional.empty();

    @Option(names = "--no-real-time", description = "with --on-robot: do not ask for a real-time class")
    private boolean ordinary;

    @Option(
            names = "--reality",
            paramLabel = "FILE",
            description = "how the emulated robot's parts differ from what its files say and its policy knows")
    private Optional<Path> reality = Optional.empty();

    @Option(names = "--ticks", paramLabel = "N", description = "ticks to learn from (default: 60000)")
    private long ticks = 60_000;

    @Option(
            names = "--episode",
            paramLabel = "N",
            description = "longest episode of the emulated robot, s (default: the task's time limit)")
    private Optional<Double> episode = Optional.empty();

    @Option(
            names = "--noise",
            paramLabel = "STD",
            description = "of the emulated robot's exploration, of 1; 0 for none (default: 0.1)")
    private Optional<Double> noise = Optional.empty();

    @Option(names = "--cutoff", paramLabel = "HZ", description = "above which it does not shake (default: 3)")
    private Optional<Double> cutoff = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "of everything random (default: 1)")
    private long seed = 1;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "where results go (default: RUN/finetune, RUN/finetune-2 and so on)")
    private Optional<Path> target = Optional.empty();

    @Option(names = "--key", paramLabel = "NAME", description = "one of your keys, which signs the bundle")
    private Optional<String> key = Optional.empty();

    FinetuneCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        requireOneRobot();
        if (ticks < SHORTEST) {
            throw new IllegalArgumentException("--ticks must be at least %d, was %d".formatted(SHORTEST, ticks));
        }
        ConfigFiles files = RunRequest.files(folder);
        RunRequest request = RunRequest.of(folder);
        RobotTask task = task(files, request);
        FineTuningSettings settings = context().files().yaml("training/finetune.yaml", FineTuningSettings::read);
        Optional<Reality> real = readReality(files);
        Path results = ResultsFolder.open(folder, target, kept());
        OnnxLibrary.prepare(context().cacheFolder());
        try (TunedSac learner = learner(files, request, task, settings, results);
                EpisodeTable table = new EpisodeTable(context().out(), results, settings, MeasuredReward.terms(task))) {
            TuningSetup setup = new TuningSetup(files, request, task, settings, learner, results);
            if (onRobot) {
                return onRobot(setup, real, table);
            }
            return mqtt.isPresent() ? remote(setup, table) : emulated(setup, real, table);
        }
    }

    private Optional<String> kept() {
        if (onRobot) {
            return Optional.of(ResultsFolder.ONBOARD);
        }
        return mqtt.map(uri -> ResultsFolder.REMOTE);
    }

    private void requireOneRobot() {
        if (mqtt.isPresent() && !RunCommand.isBroker(mqtt.get())) {
            throw new IllegalArgumentException(
                    "--mqtt must be tcp://host:port or ssl://host:port, was '" + mqtt.get() + "'");
        }
        if (onRobot && reality.isPresent() && !emulated) {
            throw new IllegalArgumentException("--reality must come with --emulated, came without");
        }
        if (onRobot) {
            return;
        }
        if (seconds != 0 || record.isPresent() || ordinary) {
            throw new IllegalArgumentException(
                    "--seconds, --record and --no-real-time must come with --on-robot, came without");
        }
        if (emulated == mqtt.isPresent()) {
            throw new IllegalArgumentException(
                    "one of --emulated, --mqtt and --on-robot must say which robot learns, came "
                            + (emulated ? "both" : "none"));
        }
        if (mqtt.isEmpty()) {
            return;
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("--mqtt must come with --key, since a robot takes signed policies only");
        }
        if (reality.isPresent() || episode.isPresent() || noise.isPresent() || cutoff.isPresent()) {
            throw new IllegalArgumentException("--reality, --episode, --noise and --cutoff must come with --emulated:"
                    + " of a robot behind a broker its own `sinew run` decides");
        }
    }

    private int emulated(TuningSetup setup, Optional<Reality> real, EpisodeTable table) throws IOException {
        RobotTask task = setup.task();
        try (Plant plant = RunCommand.openPlant(setup.files(), robot, real, seed)) {
            UnattendedLearning learning = new UnattendedLearning(
                    setup.files(), task, plant, setup.learner(), setup.settings(), wish(task), table);
            ExportedPolicy best = learning.run();
            table.end(
                    task.contract().task() + real.map(one -> ", " + one.name()).orElse(""));
            table.figures(figures());
            figures().put("operator_resets", learning.faults().size());
            write(setup, best);
            return end(learning);
        }
    }

    private int end(UnattendedLearning learning) {
        learning.faults().forEach(fault -> context()
                .err()
                .println("sinew: the robot was stopped: " + fault.reason() + "; reset as an operator does"));
        learning.gaveUp().ifPresent(why -> context().err().println("sinew: the robot ended early: " + why));
        return learning.gaveUp().isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private int remote(TuningSetup setup, EpisodeTable table) throws IOException {
        RemoteFinetuning learning = new RemoteFinetuning(
                context(), setup, mqtt.orElseThrow(), signingKey(key.orElseThrow()), best -> write(setup, best));
        return learning.run(seed, ticks, table, ended -> {
            if (!table.isEmpty()) { // Ctrl-C may come before an episode has ended
                table.end(setup.task().contract().task());
                table.figures(figures());
            }
            RemoteFinetuning.figures(ended, figures());
            keepFigures();
        });
    }

    private int onRobot(TuningSetup setup, Optional<Reality> real, EpisodeTable table) throws IOException {
        RobotTask task = setup.task();
        double longest =
                episode.orElse(task.timeLimit() * task.contract().robot().periodSeconds());
        SessionSettings settings = new SessionSettings(seconds, record, mqtt, !ordinary, longest);
        SigningKey signer = key.isPresent() ? signingKey(key.get()) : SigningKey.create();
        OnboardFinetuning learning = new OnboardFinetuning(context(), setup, signer, table);
        try (RobotBoard board = board(setup, real)) {
            var extent = new OnboardFinetuning.Extent(seed, ticks, exploration());
            return learning.run(board, settings, extent, (best, ended) -> {
                if (!table.isEmpty()) {
                    table.end(task.contract().task()
                            + real.map(one -> ", " + one.name()).orElse(""));
                    table.figures(figures());
                }
                ended.addTo(figures());
                write(setup, best);
                keepFigures();
            });
        }
    }

    private RobotBoard board(TuningSetup setup, Optional<Reality> real) {
        return emulated
                ? new RobotBoard.Emulated(
                        RunCommand.openPlant(setup.files(), robot, real, seed),
                        real,
                        Optional.empty(),
                        false,
                        TRACE_TICKS)
                : new RobotBoard.Linux(context().machine());
    }

    private SigningKey signingKey(String name) {
        return new Keys(context().userFolder().resolve("keys")).load(name);
    }

    private RobotTask task(ConfigFiles files, RunRequest request) {
        Tasks tasks = new Tasks(files);
        if (!tasks.names().contains(request.task())) {
            throw new IllegalArgumentException("run must be of a robot's task, one of "
                    + String.join(", ", tasks.names()) + ", was of '" + request.task() + "'");
        }
        RobotTask task = tasks.task(request.task());
        String own = task.contract().robot().name();
        if (!own.equals(robot)) {
            throw new IllegalArgumentException(
                    "--robot must be the robot of %s, %s, was %s".formatted(request.task(), own, robot));
        }
        return task;
    }

    private Optional<Reality> readReality(ConfigFiles files) throws IOException {
        return reality.isEmpty()
                ? Optional.empty()
                : Optional.of(new RealityFormat(new Robots(files)).read(reality.get(), robot));
    }

    private TunedSac learner(
            ConfigFiles files, RunRequest request, RobotTask task, FineTuningSettings settings, Path results)
            throws IOException {
        TrainingPlan plan = request.plan(files, 1);
        WarmStart.Sizes sizes = new WarmStart.Sizes(
                task.contract().observationSize(), task.contract().actionSize(), seed, 1);
        return WarmStart.open(
                folder,
                plan,
                TrainingPlan.sacSettings(files, request.preset()),
                settings,
                sizes,
                results.resolve(TuningSetup.PRIOR));
    }

    private Optional<Exploration> exploration() {
        double std = noise.orElse(Exploration.USUAL_STD);
        return std == 0
                ? Optional.empty()
                : Optional.of(new Exploration(std, cutoff.orElse(Exploration.USUAL_CUTOFF), seed));
    }

    private EmulatedRobot.Wish wish(RobotTask task) {
        double period = task.contract().robot().periodSeconds();
        double longest = episode.orElse(task.timeLimit() * period);
        int actions = task.contract().actionSize();
        return new EmulatedRobot.Wish(ticks, longest, exploration().map(one -> one.noise(actions, period)));
    }

    private void write(TuningSetup setup, ExportedPolicy best) throws IOException {
        BundleWriter writer = PolicyBundle.of(best, setup.task().contract(), setup.about(seed));
        byte[] bytes;
        if (key.isPresent()) {
            bytes = writer.signed(signingKey(key.get()));
        } else {
            context().err().println("sinew: WARNING: no --key: the bundle is UNSIGNED, for emulated robots only");
            bytes = writer.unsigned();
        }
        Path file = setup.results().resolve("finetuned.bundle");
        AtomicFile.write(file, out -> out.write(bytes));
        context().out().println(file + ": the best policy");
    }
}
