package dev.sinew.runtime.cli;

import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import java.util.List;
import picocli.CommandLine.Command;

/// `sinew robots`: what robots there are.
@Command(
        name = "robots",
        description = "Lists the robots that the configuration files describe; your own folder goes first.",
        exitCodeList = {"0:done", "65:a configuration file is wrong"},
        footer = {"  sinew robots", "", "Figures for --json: robots"})
public final class RobotsCommand extends Subcommand {
    /// A listing.
    ///
    /// @param context to work in
    public RobotsCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() {
        Robots robots = new Robots(context().files());
        for (String name : robots.names()) {
            RobotDescription robot = robots.description(name);
            int devices = robots.wiring(name).devices().size();
            List<String> joints = robot.joints().stream().map(Joint::name).toList();
            context()
                    .out()
                    .println(name + ": " + robot.rateHertz() + " Hz, " + devices + " devices, joints "
                            + String.join(", ", joints));
        }
        figures().put("robots", robots.names());
        return ExitCode.OK;
    }
}
