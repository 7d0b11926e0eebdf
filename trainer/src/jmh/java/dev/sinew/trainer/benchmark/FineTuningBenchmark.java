package dev.sinew.trainer.benchmark;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Section;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.hardware.EmulatedRobot;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.hardware.UnattendedLearning;
import dev.sinew.trainer.hardware.WarmStart;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.run.Preset;
import dev.sinew.trainer.run.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a policy from simulation is worth on a robot that is not as it was simulated, before and after it has learned
/// there, and what learning from nothing comes to. All on emulated chips; returns are means of 10 episodes without
/// exploration.
///
/// `cure RUN REALITY SEED TICKS CURVE` goes on from a run folder, writes the curve and prints
/// `reality,seed,ticks,random,simulation,transfer,cured,cured_std,largest_dip,rollbacks,waited_ticks,operator_resets`;
/// `reference REALITY SEED STEPS` prints `reality,seed,steps,return` for each evaluation of a learner that begins
/// with nothing. `REALITY` is a file, or `same`. `largest_dip` is how far a whole window of episodes that was not
/// rolled back fell below the frozen phase.
final class FineTuningBenchmark {
    private static final int EPISODES = 10;
    private static final int FEW_EPISODES = 5;
    private static final int EVALUATE_STEPS = 10_000;

    private final PrintStream out;
    private final EmulatedFuruta robot;

    private FineTuningBenchmark(PrintStream out, EmulatedFuruta robot) {
        this.out = out;
        this.robot = robot;
    }

    /// Measures and prints.
    ///
    /// @param arguments as above
    /// @throws IOException when a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        List<String> all = List.of(arguments);
        ConfigFiles files = ConfigFiles.over(Path.of(System.getenv().getOrDefault("SINEW_HOME", "config")));
        if (all.size() == 6 && all.getFirst().equals("cure")) {
            var benchmark = new FineTuningBenchmark(System.out, EmulatedFuruta.of(files, all.get(2)));
            benchmark.cure(
                    Path.of(all.get(1)), Long.parseLong(all.get(3)), Long.parseLong(all.get(4)), Path.of(all.get(5)));
        } else if (all.size() == 4 && all.getFirst().equals("reference")) {
            var benchmark = new FineTuningBenchmark(System.out, EmulatedFuruta.of(files, all.get(1)));
            benchmark.reference(Long.parseLong(all.get(2)), Long.parseLong(all.get(3)));
        } else {
            throw new IllegalArgumentException(
                    "arguments must be cure RUN REALITY SEED TICKS CURVE or reference REALITY SEED STEPS, were " + all);
        }
    }

    private void cure(Path run, long seed, long ticks, Path curve) throws IOException {
        ConfigFiles trained = ConfigFiles.over(run.resolve("config"));
        Preset preset = trained.yaml("run.yaml", FineTuningBenchmark::preset);
        TrainingPlan plan = TrainingPlan.read(trained, preset, trained.yaml("run.yaml", FineTuningBenchmark::seed), 1);
        SacSettings sac = TrainingPlan.sacSettings(trained, preset);
        FineTuningSettings settings = robot.files().yaml("training/finetune.yaml", FineTuningSettings::read);
        Path prior = Files.createTempFile("simulated", ".prior");
        try (TunedSac learner = WarmStart.open(run, plan, sac, settings, sizes(seed), prior);
                PrintWriter table = new PrintWriter(Files.newBufferedWriter(curve))) {
            cure(learner, settings, seed, ticks, table);
        } finally {
            Files.delete(prior);
        }
    }

    private void cure(TunedSac learner, FineTuningSettings settings, long seed, long ticks, PrintWriter table) {
        ExportedPolicy first = learner.policy();
        Summary random = Summary.of(robot.randomReturns(EPISODES));
        Summary simulation = Summary.of(robot.asItsFilesSay().returns(first, EPISODES));
        Summary transfer = Summary.of(robot.returns(first, EPISODES));
        Curve curve = new Curve(table, settings.guard().window());
        ExportedPolicy best;
        int resets;
        try (Plant plant = robot.plant(seed)) {
            UnattendedLearning learning = new UnattendedLearning(
                    robot.files(), robot.task(), plant, learner, settings, wish(ticks, seed), curve::episode);
            best = learning.run();
            resets = learning.faults().size();
            learning.gaveUp().ifPresent(why -> {
                throw new IllegalStateException(why);
            });
        }
        Summary cured = Summary.of(robot.returns(best, EPISODES));
        out.printf(
                Locale.ROOT,
                "%s,%d,%d,%.1f,%.1f,%.1f,%.1f,%.1f,%.1f,%d,%d,%d%n",
                robot.name(),
                seed,
                ticks,
                random.mean(),
                simulation.mean(),
                transfer.mean(),
                cured.mean(),
                cured.std(),
                curve.largestDip,
                curve.rollBacks,
                curve.waited,
                resets);
    }

    private EmulatedRobot.Wish wish(long ticks, long seed) {
        Exploration exploration = new Exploration(Exploration.USUAL_STD, Exploration.USUAL_CUTOFF, seed);
        double period = robot.task().contract().robot().periodSeconds();
        int actions = robot.task().contract().actionSize();
        return new EmulatedRobot.Wish(ticks, robot.episodeSeconds(), Optional.of(exploration.noise(actions, period)));
    }

    private void reference(long seed, long steps) {
        Preset preset = new Preset("sac", "furuta", Optional.empty());
        SacSettings sac = TrainingPlan.sacSettings(robot.files(), preset);
        WarmStart.Sizes sizes = sizes(seed);
        ScratchLearning[] self = new ScratchLearning[1];
        try (var learning = new ScratchLearning(sac, sizes.observation(), sizes.action(), seed, step -> {
            if (step % EVALUATE_STEPS == 0) {
                evaluate(self[0].policy(), seed, step);
            }
        })) {
            self[0] = learning;
            robot.drive(seed, steps, learning, learning);
        }
    }

    private void evaluate(ExportedPolicy policy, long seed, long step) {
        Summary summary = Summary.of(robot.returns(policy, FEW_EPISODES));
        out.printf(Locale.ROOT, "%s,%d,%d,%.1f%n", robot.name(), seed, step, summary.mean());
    }

    private WarmStart.Sizes sizes(long seed) {
        var contract = robot.task().contract();
        return new WarmStart.Sizes(contract.observationSize(), contract.actionSize(), seed, 1);
    }

    private static Preset preset(Section section) {
        seed(section);
        return new Preset(section.text("algorithm"), section.text("task"), Optional.empty());
    }

    private static long seed(Section section) {
        section.text("algorithm");
        section.text("task");
        return section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// Mean and standard deviation of some returns.
    private record Summary(double mean, double std) {
        static Summary of(List<Double> values) {
            double mean = values.stream().mapToDouble(one -> one).average().orElseThrow();
            double squares = values.stream()
                    .mapToDouble(one -> (one - mean) * (one - mean))
                    .sum();
            return new Summary(mean, Math.sqrt(squares / Math.max(1, values.size() - 1)));
        }
    }

    /// The episodes of a robot that learns, a line each.
    private static final class Curve {
        private final PrintWriter table;
        private double largestDip;
        private final int wholeWindow;
        private int windowed;
        private int rollBacks;
        private long waited;

        Curve(PrintWriter table, int wholeWindow) {
            this.table = table;
            this.wholeWindow = wholeWindow;
            table.println("ticks,phase,policy,return,window,frozen,rollbacks,proof,best");
        }

        void episode(UnattendedLearning.Episode one) {
            FineTuning.Standing now = one.standing();
            waited = one.waitedTicks();
            rollBacks = now.rollBacks();
            windowed = Double.isNaN(now.window()) ? 0 : windowed + 1;
            if (windowed >= wholeWindow && now.window() < now.baseline()) {
                largestDip = Math.max(largestDip, now.baseline() - now.window());
            }
            table.printf(
                    Locale.ROOT,
                    "%d,%s,%d,%.2f,%.2f,%.2f,%d,%d,%.2f%n",
                    now.steps(),
                    now.phase().name().toLowerCase(Locale.ROOT),
                    one.policy(),
                    one.reward(),
                    now.window(),
                    now.baseline(),
                    now.rollBacks(),
                    now.proof() ? 1 : 0,
                    now.best());
        }
    }
}
