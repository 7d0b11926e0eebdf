package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/// What holds for every command.
class CommandTreeTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aFaultOfTheProgramIsOneLineUnlessTheUserWantsMore() {
        CommandBench bench = new CommandBench(folder);

        assertEquals(ExitCode.INTERNAL, broken(bench).run("broken"));
        assertEquals(
                "sinew: IllegalStateException: left; right (a mistake in Sinew: --verbose shows where)\n", bench.err());

        assertEquals(ExitCode.INTERNAL, broken(bench).run("broken", "--verbose"));
        assertTrue(bench.err().contains("\tat dev.sinew.runtime.cli.CommandTreeTest"), bench.err());
    }

    @Test
    void anUnknownCommandOrOptionIsOneLineWithACloseName() {
        CommandBench bench = new CommandBench(folder);
        bench.assertRefused(
                ExitCode.USAGE,
                "Unmatched argument at index 0: 'chekc'; did you mean check? (`sinew --help` says more)",
                "chekc");
        bench.assertRefused(
                ExitCode.USAGE,
                "Missing required option: '--robot=NAME' (`sinew check --help` says more)",
                "check",
                "a.bundle");
        bench.assertRefused(
                ExitCode.USAGE, "keys needs one of create, trust, list (`sinew keys --help` says more)", "keys");
    }

    @Test
    void aCommandOfTheWorkstationSaysWhereItIs() {
        CommandBench bench = new CommandBench(folder);
        for (String name : List.of("demo", "tasks", "train", "resume", "evaluate", "export", "parity", "fetch")) {
            bench.assertRefused(
                    ExitCode.UNAVAILABLE,
                    "'" + name + "' is for a workstation: type ./sinew " + name + " run --seed 1 in a clone of Sinew"
                            + " there; a robot has run, command, replay, check, keys, robots and doctor",
                    name,
                    "run",
                    "--seed",
                    "1");
        }
        bench.run("--help");
        assertTrue(!bench.out().contains("train"), bench.out());
    }

    @Test
    void everyCommandHelpsWithAnExampleAndItsExitCodes() {
        CommandBench bench = new CommandBench(folder);
        for (String name : List.of(
                "robots", "doctor", "check", "run", "command", "replay", "keys create", "keys trust", "keys list")) {
            String[] words = (name + " --help").split(" ", -1);
            assertEquals(ExitCode.OK, bench.run(words));
            assertTrue(bench.out().contains("Exit codes:\n  0 "), bench.out());
            assertTrue(bench.out().contains("Example:\n  sinew " + name), bench.out());
        }
    }

    private static CommandTree broken(CommandBench bench) {
        CommandContext context = bench.context();
        return new CommandTree(context, new Failures(), List.of(new Broken(context)));
    }

    /// A command with a fault.
    @Command(name = "broken")
    private static final class Broken extends Subcommand {
        Broken(CommandContext context) {
            super(context);
        }

        @Override
        protected int run() {
            throw new IllegalStateException("left\nright");
        }
    }
}
