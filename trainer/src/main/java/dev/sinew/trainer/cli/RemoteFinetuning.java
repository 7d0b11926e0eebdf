package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.runtime.cli.CommandContext;
import dev.sinew.runtime.cli.ExitCode;
import dev.sinew.runtime.cli.Figures;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.trainer.checkpoint.Identity;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.loop.GracefulStop;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.remote.RemoteLearning;
import dev.sinew.trainer.remote.RemoteListener;
import dev.sinew.trainer.remote.StreamCounts;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// `sinew finetune --mqtt`: learns from a robot over its broker and says what goes on.
final class RemoteFinetuning {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final CommandContext context;
    private final TuningSetup setup;
    private final String uri;
    private final SigningKey key;
    private final Keeping keeping;

    /// What is left to do when the learning has ended, before the process may.
    @FunctionalInterface
    interface Closing {
        /// Writes the results.
        ///
        /// @param ended what became of the robot's messages
        /// @throws IOException when they cannot be written
        void write(StreamCounts ended) throws IOException;
    }

    /// Keeps the best policy, whenever another one is.
    @FunctionalInterface
    interface Keeping {
        /// Writes it.
        ///
        /// @param best policy
        /// @throws IOException when it cannot be written
        void keep(ExportedPolicy best) throws IOException;
    }

    /// A learner that is not set up yet.
    ///
    /// @param context of the command
    /// @param setup what is learned
    /// @param uri of the broker
    /// @param key signs the policies
    /// @param keeping gets the best policy at each checkpoint, if it is another one
    RemoteFinetuning(CommandContext context, TuningSetup setup, String uri, SigningKey key, Keeping keeping) {
        this.context = context;
        this.setup = setup;
        this.uri = uri;
        this.key = key;
        this.keeping = keeping;
    }

    /// Learns.
    ///
    /// @param seed of everything random
    /// @param ticks of the robot after which it ends
    /// @param table gets the episodes
    /// @param closing done at the end, of Ctrl-C too
    /// @return exit code
    /// @throws IOException when a file cannot be read or written
    int run(long seed, long ticks, EpisodeTable table, Closing closing) throws IOException {
        table.silent(true);
        try (RemoteLearning learning = open(seed, ticks, table)) {
            table.silent(false);
            say(
                    learning.resumed()
                            ? "goes on after %d ticks, policy %d"
                                    .formatted(
                                            learning.standing().steps(),
                                            learning.standing().policy())
                            : "waits for %s at %s"
                                    .formatted(setup.task().contract().robot().name(), uri));
            boolean[] asked = new boolean[1];
            GracefulStop stop = new GracefulStop(
                    () -> {
                        asked[0] = true;
                        learning.requestStop();
                    },
                    STOP_PATIENCE);
            try {
                learning.run();
                say(counts(learning.counts()));
                closing.write(learning.counts());
                if (asked[0]) {
                    say("everything is on the disk: the same command goes on");
                }
            } finally {
                stop.close();
            }
            return asked[0] ? ExitCode.INTERRUPTED : ExitCode.OK;
        }
    }

    private RemoteLearning open(long seed, long ticks, EpisodeTable table) throws IOException {
        PolicyContract contract = setup.task()
                .contract()
                .with(OnnxGraph.normalization(setup.learner().policy()));
        ExperienceShape shape = ExperienceShape.of(contract, MeasuredReward.terms(setup.task()));
        return new RemoteLearning(
                new RemoteLearning.Subject(shape, setup.settings(), setup.learner(), setup.bundles(key, seed)),
                new RemoteLearning.Place(setup.results().resolve(ResultsFolder.REMOTE), identity(seed, shape), uri),
                RemoteLearning.Settings.usual(ticks),
                new Reporter(),
                table,
                System::nanoTime);
    }

    private Identity identity(long seed, ExperienceShape shape) throws IOException {
        Map<String, String> entries = setup.identity(seed);
        entries.put("experience", shape.hash());
        return new Identity(entries);
    }

    private static String counts(StreamCounts counts) {
        return String.format(
                Locale.ROOT,
                "experience: %d ticks taken, %d of other policies; %d came twice, %d batches came early, %d lost,"
                        + " %d messages refused",
                counts.taken(),
                counts.strangers(),
                counts.duplicates(),
                counts.gaps(),
                counts.lost(),
                counts.refused());
    }

    /// Adds the figures of the stream.
    ///
    /// @param counts of it
    /// @param figures receive them
    static void figures(StreamCounts counts, Figures figures) {
        figures.put("taken", counts.taken())
                .put("duplicates", counts.duplicates())
                .put("gaps", counts.gaps())
                .put("lost", counts.lost())
                .put("refused", counts.refused())
                .put("strangers", counts.strangers());
    }

    private void say(String line) {
        context.out().println(line);
        context.out().flush();
    }

    /// Says what goes on; of each reason for which a message is refused the first, and then each doubling.
    private final class Reporter implements RemoteListener {
        private final Map<Reason, Long> refusals = new EnumMap<>(Reason.class);

        @Override
        public void linkUp() {
            say("connected to " + uri);
        }

        @Override
        public void linkDown(String why) {
            context.err().println("sinew: " + why + "; goes on trying");
            context.err().flush();
        }

        @Override
        public void refused(Reason reason, String text) {
            long count = refusals.merge(reason, 1L, Long::sum);
            if (Long.bitCount(count) == 1) {
                context.err().println("sinew: message refused, " + text + (count > 1 ? " (" + count + " times)" : ""));
                context.err().flush();
            }
        }

        @Override
        public void policySent(int number, int bytes) {
            say("policy %d sent, %d bytes".formatted(number, bytes));
        }

        @Override
        public void best(ExportedPolicy best) throws IOException {
            keeping.keep(best);
        }

        @Override
        public void policyAnswered(int number, String result) {
            say("policy %d %s".formatted(number, result));
        }
    }
}
