package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.config.deployment.Deployments;
import dev.sinew.config.robot.Robots;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.runtime.cli.RunReport;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.session.Remote;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.RobotSession;
import dev.sinew.runtime.session.SessionPolicy;
import dev.sinew.runtime.session.SessionProgress;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.SessionRobot;
import dev.sinew.runtime.session.SessionSettings;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.onboard.OnboardLearning;
import dev.sinew.trainer.onboard.OnboardListener;
import dev.sinew.trainer.onboard.OnboardStore;
import dev.sinew.trainer.remote.SignedBundles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// `sinew finetune --on-robot`: a run whose process learns from it. The policies are computed in plain Java, whose
/// ticks allocate nothing.
final class OnboardFinetuning {
    private static final PolicyEngine ENGINE = PolicyEngine.JAVA;

    private final CommandContext context;
    private final TuningSetup setup;
    private final SigningKey key;
    private final EpisodeTable table;

    /// How long.
    ///
    /// @param seed of everything random
    /// @param ticks to learn from
    /// @param exploration noise of the actions; empty for none
    record Extent(long seed, long ticks, Optional<Exploration> exploration) {}

    /// What is left to do when the robot has stopped, before the process may end.
    @FunctionalInterface
    interface Closing {
        /// Writes the results.
        ///
        /// @param best policy
        /// @param run figures of the run
        /// @throws IOException when they cannot be written
        void write(ExportedPolicy best, Figures run) throws IOException;
    }

    /// A learning that is not set up yet.
    ///
    /// @param context of the command
    /// @param setup what is learned
    /// @param key signs the policies; nobody else's are taken
    /// @param table gets the episodes
    OnboardFinetuning(CommandContext context, TuningSetup setup, SigningKey key, EpisodeTable table) {
        this.context = context;
        this.setup = setup;
        this.key = key;
        this.table = table;
    }

    /// Runs the robot and learns.
    ///
    /// @param board of the robot; stays the caller's to close
    /// @param asked of the run; who may command it and what learns are put in here
    /// @param extent how long
    /// @param closing done at the end, of Ctrl-C too
    /// @return exit code
    /// @throws IOException when a file cannot be read or written
    int run(RobotBoard board, SessionSettings asked, Extent extent, Closing closing) throws IOException {
        Path folder = setup.results().resolve(ResultsFolder.ONBOARD);
        try (OnboardStore store = OnboardStore.open(folder, new Identity(setup.identity(extent.seed())))) {
            Stopper stopper = new Stopper();
            OnboardLearning learning = learning(store, extent, stopper);
            if (learning.standing().steps() >= extent.ticks()) {
                say("nothing to do: ask for more --ticks");
                closing.write(learning.best(), new Figures());
                return ExitCode.OK;
            }
            learning.warmUp();
            return run(learning, stopper, board, asked, extent, closing);
        }
    }

    private OnboardLearning learning(OnboardStore store, Extent extent, Stopper stopper) throws IOException {
        SignedBundles bundles = setup.bundles(key, extent.seed());
        table.silent(true);
        OnboardLearning learning = new OnboardLearning(
                new OnboardLearning.Subject(setup.task(), setup.settings(), setup.learner(), bundles, store),
                extent.ticks(),
                new Reporter(stopper),
                table);
        table.silent(false);
        if (learning.resumed()) {
            say("goes on after %d ticks, policy %d"
                    .formatted(learning.standing().steps(), learning.standing().policy()));
        }
        return learning;
    }

    private int run(
            OnboardLearning learning,
            Stopper stopper,
            RobotBoard board,
            SessionSettings asked,
            Extent extent,
            Closing closing)
            throws IOException {
        String robot = setup.task().contract().robot().name();
        BundleReader reader = setup.reader(key);
        Bundle bundle = reader.read(learning.first().file());
        SessionSettings settings = asked.with(
                        new Remote(commanders(robot), Optional.of(new Remote.Policies(reader, ENGINE))))
                .with(learning);
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, ENGINE)) {
            SessionPolicy playing = SessionPolicy.of(bundle, loaded);
            RobotSession session = new RobotSession(
                    SessionRobot.of(new Robots(setup.files()), robot),
                    extent.exploration().map(playing::exploring).orElse(playing),
                    board,
                    settings,
                    progress());
            stopper.stop = why -> session.stop().request(why);
            SessionReport report = session.run(ended -> close(ended, learning, closing));
            return report.fault() == Fault.NONE && learning.failure().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private List<TrustedKey> commanders(String robot) {
        Deployments deployments = new Deployments(setup.files());
        return deployments.names().contains(robot)
                ? deployments.deployment(robot).trustedKeys()
                : List.of();
    }

    private void close(SessionReport ended, OnboardLearning learning, Closing closing) throws IOException {
        RunReport report = new RunReport(ended, Optional.empty());
        report.print(context.out());
        say("learned from " + learning.standing().steps() + " ticks, " + learning.lost() + " came too fast");
        learning.failure().ifPresent(mistake -> mistake.printStackTrace(context.err()));
        Figures figures = new Figures()
                .put("lost_ticks", learning.lost())
                .put("missed_ticks", ended.missed())
                .put("late_ticks", ended.timing().late())
                .put("tick_p50_us", ended.timing().reach().quantile(0.5) * 1e-3)
                .put("tick_p99_us", ended.timing().reach().quantile(0.99) * 1e-3);
        closing.write(learning.best(), figures);
    }

    /// Stops the run once there is one.
    private static final class Stopper {
        private volatile Consumer<String> stop = why -> {};
    }

    private void say(String line) {
        context.out().println(line);
        context.out().flush();
    }

    private void warn(String line) {
        context.err().println("sinew: " + line);
        context.err().flush();
    }

    private final class Reporter implements OnboardListener {
        private final Stopper stopper;

        Reporter(Stopper stopper) {
            this.stopper = stopper;
        }

        @Override
        public void policyAnswered(int number, String result) {
            say("policy %d %s".formatted(number, result));
        }

        @Override
        public void notGivingWay(String why) {
            warn("the learner's thread gets no " + why);
        }

        @Override
        public void notKept(String why) {
            warn("the learning is not kept: " + why);
        }

        @Override
        public void over(String why) {
            stopper.stop.accept(why);
        }
    }

    private SessionProgress progress() {
        return new SessionProgress() {
            @Override
            public void active(double seconds) {
                // the table says more
            }

            @Override
            public void event(String line) {
                say(line);
            }

            @Override
            public void warning(String line) {
                warn(line);
            }
        };
    }
}
