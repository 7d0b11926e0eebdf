package dev.sinew.runtime.cli;

import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sinew doctor`: what this machine has of what a policy needs to run well.
@Command(
        name = "doctor",
        description = "Looks at this machine: JDK, rights to real-time scheduling and locked memory, kernel, frequency"
                + " governor, clock, disk, native parts and devices. Each line that is not ok says what to do.",
        exitCodeList = {"0:nothing that is needed is missing", "1:something that is needed is missing"},
        footer = {
            "  sinew doctor",
            "  sinew doctor --robot balancer",
            "",
            "Figures for --json: each thing looked at, as good, weak or bad with what was found"
        })
public final class DoctorCommand extends Subcommand {
    private final List<Supplier<Finding>> more;

    @Option(names = "--robot", paramLabel = "NAME", description = "robot whose devices must be there")
    private Optional<String> robot = Optional.empty();

    /// An examination.
    ///
    /// @param context to work in
    /// @param more looked at beside what every machine has
    public DoctorCommand(CommandContext context, List<Supplier<Finding>> more) {
        super(context);
        this.more = List.copyOf(more);
    }

    @Override
    protected int run() {
        MachineExamination machine = new MachineExamination(context().machine());
        Optional<Wiring> wiring = robot.map(name -> new Robots(context().files()).wiring(name));
        List<Finding> findings = new ArrayList<>(machine.findings(context().cacheFolder()));
        more.forEach(one -> findings.add(one.get()));
        findings.addAll(wiring.map(machine::devices).orElseGet(machine::anyDevices));
        for (Finding finding : findings) {
            context().out().println(finding.line());
            figures().put(finding.subject(), finding.state().name().toLowerCase(Locale.ROOT) + ": " + finding.text());
        }
        boolean bad = findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD);
        return bad ? ExitCode.FAILED : ExitCode.OK;
    }
}
