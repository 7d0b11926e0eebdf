package dev.sinew.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// The commands that a robot does not carry, known by name so that each can say where it is.
@Command(
        name = "train",
        aliases = {"demo", "tasks", "resume", "evaluate", "export", "parity", "fetch"},
        hidden = true)
final class WorkstationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Override
    public Integer call() {
        String name = spec.root()
                .commandLine()
                .getParseResult()
                .subcommand()
                .originalArgs()
                .getFirst();
        List<String> whole = new ArrayList<>(rest);
        whole.addFirst(name);
        throw new NotOnARobotException("'" + name + "' is for a workstation: type ./sinew " + String.join(" ", whole)
                + " in a clone of Sinew there; a robot has run, command, replay, check, keys, robots and doctor");
    }
}
