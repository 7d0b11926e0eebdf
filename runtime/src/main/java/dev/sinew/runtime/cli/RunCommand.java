package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.emulator.PlantProvider;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.RobotSession;
import dev.sinew.runtime.session.SessionPolicy;
import dev.sinew.runtime.session.SessionProgress;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.SessionSettings;
import dev.sinew.runtime.telemetry.LocalBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a bundle on a robot, real or emulated.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a policy bundle on a robot at its fixed rate.",
        footer = {"", "Example: sinew run balancer.bundle --robot balancer --emulated --seconds 30"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ran until its time was up or it was asked to stop",
            "1:the safety gate stopped the robot",
            "2:the command line is wrong",
            "65:configuration or policy is wrong",
            "69:a device, a broker or a native part is not available",
            "74:the record cannot be written",
            "77:the bundle is refused"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int TRACE_TICKS = 360_000;

    private final ConfigFiles files;

    @Mixin
    private CommandOptions options = new CommandOptions();

    @Mixin
    private BundleOptions bundles = new BundleOptions();

    @Option(names = "--emulated", description = "emulated chips with MuJoCo behind them instead of this machine's pins")
    private boolean emulated;

    @Option(names = "--seconds", paramLabel = "N", description = "active time after which it ends (default: no end)")
    private double seconds;

    @Option(names = "--mqtt", paramLabel = "URI", description = "broker, tcp://host:port")
    private Optional<String> mqtt = Optional.empty();

    @Option(names = "--record", paramLabel = "FILE", description = "flight record (MCAP)")
    private Optional<Path> record = Optional.empty();

    @Option(names = "--engine", defaultValue = "ONNX", description = "${COMPLETION-CANDIDATES} (default: ONNX)")
    private PolicyEngine engine = PolicyEngine.ONNX;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "of the emulated robot (default: 1)")
    private long seed;

    @Option(names = "--faults", paramLabel = "FILE", description = "what goes wrong with the emulated chips")
    private Optional<Path> faults = Optional.empty();

    @Option(
            names = "--plant",
            defaultValue = "lockstep",
            paramLabel = "MODE",
            description = "lockstep: the emulated robot waits for the ticks; wall: it runs on with the wall clock")
    private String plant = "lockstep";

    @Option(names = "--no-real-time", description = "do not ask for a real-time class")
    private boolean ordinary;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Runs with the given files.
    ///
    /// @param files hold robots, tasks and deployments
    public RunCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Bundle bundle = bundles.open(files, emulated, spec.commandLine().getErr());
        Robots robots = new Robots(files);
        RobotDescription robot = robots.description(bundles.robot());
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine);
                RobotBoard board = board();
                LocalBrokerHolder broker = broker(out)) {
            SessionPolicy policy = new SessionPolicy(bundle.policyId(), bundle.contract(), loaded.policy());
            SessionSettings settings = new SessionSettings(seconds, record, broker.uri(), !ordinary);
            RobotSession session =
                    new RobotSession(robot, robots.wiring(robot.name()), policy, board, settings, progress(out));
            SessionReport report = session.run();
            new RunReport(report, board.truth()).print(out);
            new RunReport(report, board.truth()).figures().write(options.json());
            return report.fault() == Fault.NONE ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private RobotBoard board() throws IOException {
        if (!emulated) {
            if (faults.isPresent()) {
                throw new IllegalArgumentException("--faults must come with --emulated, came without");
            }
            return new RobotBoard.Linux();
        }
        if (!plant.equals("lockstep") && !plant.equals("wall")) {
            throw new IllegalArgumentException("--plant must be lockstep or wall, was " + plant);
        }
        Optional<FaultScript> script = Optional.empty();
        if (faults.isPresent()) {
            Path file = faults.get();
            script = Optional.of(Document.yaml(file.toString(), Files.readString(file), FaultScriptFormat::read));
        }
        int most = seconds > 0 ? (int) Math.min(TRACE_TICKS, 200 * seconds + 2000) : TRACE_TICKS;
        return new RobotBoard.Emulated(openPlant(bundles.robot(), seed), script, plant.equals("wall"), most);
    }

    /// {@return the physics of a robot}
    ///
    /// @param robot name of the robot
    /// @param seed of everything random
    public static Plant openPlant(String robot, long seed) {
        return ServiceLoader.load(PlantProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.supports(robot))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no physics for robot '" + robot + "' here: emulation needs Sinew's workstation edition"))
                .open(robot, seed);
    }

    private LocalBrokerHolder broker(PrintWriter out) {
        if (mqtt.isPresent() || !emulated) {
            return new LocalBrokerHolder(mqtt, Optional.empty());
        }
        Optional<LocalBroker> local =
                ServiceLoader.load(LocalBroker.Provider.class).findFirst().map(provider -> provider.start(0));
        local.ifPresent(broker -> out.println("local MQTT broker at " + broker.uri()));
        return new LocalBrokerHolder(local.map(LocalBroker::uri), local);
    }

    /// The broker that telemetry goes to, ours or not.
    private record LocalBrokerHolder(Optional<String> uri, Optional<LocalBroker> own) implements AutoCloseable {
        @Override
        public void close() {
            own.ifPresent(LocalBroker::close);
        }
    }

    private static SessionProgress progress(PrintWriter out) {
        return new SessionProgress() {
            @Override
            public void active(double seconds) {
                // the report says it
            }

            @Override
            public void event(String line) {
                out.println(line);
                out.flush();
            }
        };
    }
}
