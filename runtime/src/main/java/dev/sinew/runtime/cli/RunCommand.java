package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.deployment.Deployment;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.reality.RealityFormat;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.FaultScript;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.emulator.PlantProvider;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.session.Learning;
import dev.sinew.runtime.session.Remote;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.RobotSession;
import dev.sinew.runtime.session.SessionPolicy;
import dev.sinew.runtime.session.SessionProgress;
import dev.sinew.runtime.session.SessionReport;
import dev.sinew.runtime.session.SessionRobot;
import dev.sinew.runtime.session.SessionSettings;
import dev.sinew.runtime.telemetry.LocalBroker;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sinew run`: runs a bundle on a robot, real or emulated.
@Command(
        name = "run",
        description = "Runs a policy bundle on a robot at its fixed rate, until the time is up, the safety gate stops"
                + " the robot, or Ctrl-C.",
        exitCodeList = {
            "0:ran until its time was up or it was asked to stop",
            "1:the safety gate stopped the robot",
            "2:the command line is not understood",
            "65:the robot is unknown, a file or a setting is wrong",
            "66:a file is missing",
            "69:a device, a broker or a native part is not there",
            "74:the flight record or the figures cannot be written",
            "77:the bundle is refused",
            "130:stopped by Ctrl-C, the robot first",
            "143:stopped by SIGTERM, the robot first"
        },
        footer = {
            "  sinew run balancer.bundle --robot balancer --emulated --seconds 30",
            "  sinew run furuta.bundle --robot furuta --emulated --seconds 60 --episode 10",
            "  sinew run furuta.bundle --robot furuta --emulated --reality config/deployment/worn-motor.yaml",
            "  sinew run balancer.bundle --robot balancer --shadow candidate.bundle",
            "  sinew run furuta.bundle --robot furuta --episode 10 --mqtt tcp://broker:1883 --learn",
            "  sinew run balancer.bundle --robot balancer --mqtt tcp://broker:1883 --record flight.mcap",
            "",
            "Figures for --json: active_seconds, upright_seconds, largest_tilt_deg, largest_travel_m,",
            "episodes, episodes_stopped, ticks, missed_ticks, late_ticks, tick_p50_us, tick_p99_us,",
            "wake_p50_us, wake_p99_us, limited_ticks, held_ticks, late_policy_ticks, rejected_readings,",
            "reality, shadow.compared, shadow.failed, shadow.skipped, shadow.p50, shadow.p99, shadow.largest,",
            "shadow.counts (28 classes: 0, below 2^-24, then each doubling up to 2 and more),",
            "fault, recorded_ticks, mqtt.produced, mqtt.sent, mqtt.dropped, mqtt.queued; with --learn:",
            "experience.produced, .recovered, .delivered, .spooled, .queued, .dropped, .unfinished"
        })
public final class RunCommand extends Subcommand {
    private static final int TRACE_TICKS = 360_000;
    private static final int MOST_PORT = 65_535;
    private static final DateTimeFormatter RECORD_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Mixin
    private BundleOptions bundles = new BundleOptions();

    @Mixin
    private LearnOptions learning = new LearnOptions();

    @Option(names = "--emulated", description = "emulated chips with MuJoCo behind them instead of this machine's pins")
    private boolean emulated;

    @Option(names = "--seconds", paramLabel = "N", description = "active time after which it ends, s (default: no end)")
    private double seconds;

    @Option(
            names = "--episode",
            paramLabel = "N",
            description = "for a robot that comes to rest by itself: active time after which it waits, motors off,"
                    + " until it is at rest, and begins anew; stops for its own motion do not end the run then, s"
                    + " (default: one episode)")
    private double episode;

    @Option(
            names = "--mqtt",
            paramLabel = "URI",
            description = "broker to stream to, tcp://host:port (default: the deployment's; a local one if emulated)")
    private Optional<String> mqtt = Optional.empty();

    @Option(
            names = "--mqtt-port",
            paramLabel = "N",
            description = "port of the local broker of an emulated robot (default: a free one)")
    private int port;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "flight record to write, MCAP (default: none if emulated, else in the deployment's folder)")
    private Optional<Path> record = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "what computes the policy: ${COMPLETION-CANDIDATES} (default: ONNX)")
    private PolicyEngine engine = PolicyEngine.ONNX;

    @Option(names = "--seed", paramLabel = "S", description = "of the emulated robot (default: 1)")
    private long seed = 1;

    @Option(names = "--faults", paramLabel = "FILE", description = "what goes wrong with the emulated chips")
    private Optional<Path> faults = Optional.empty();

    @Option(
            names = "--reality",
            paramLabel = "FILE",
            description = "how the emulated robot's parts differ from what its files say and its policy knows")
    private Optional<Path> reality = Optional.empty();

    @Option(
            names = "--shadow",
            paramLabel = "BUNDLE",
            description = "a second policy that is asked in each tick, compared and never used")
    private Optional<Path> shadow = Optional.empty();

    @Option(
            names = "--plant",
            paramLabel = "MODE",
            description = "lockstep: the emulated robot waits for the ticks; wall: it runs on with the wall clock"
                    + " (default: lockstep)")
    private String plant = "lockstep";

    @Option(names = "--no-real-time", description = "do not ask for a real-time class")
    private boolean ordinary;

    /// A run.
    ///
    /// @param context to work in
    public RunCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run() throws IOException {
        checkOptions();
        Bundle bundle = bundles.open(context(), emulated);
        SessionRobot robot = SessionRobot.of(new Robots(context().files()), bundles.robot());
        Optional<Bundle> second =
                shadow.isPresent() ? Optional.of(bundles.open(context(), emulated, shadow.get())) : Optional.empty();
        Optional<Reality> real = readReality();
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine);
                LoadedShadow other = new LoadedShadow(second.map(one -> LoadedPolicy.load(one, engine)));
                RobotBoard board = board(real);
                LocalBrokerHolder broker = broker()) {
            SessionPolicy driving = SessionPolicy.of(bundle, loaded);
            SessionPolicy policy = other.policy()
                    .map(one -> driving.shadowedBy(SessionPolicy.of(second.orElseThrow(), one)))
                    .orElse(driving);
            SessionPolicy exploring =
                    learning.exploration().map(policy::exploring).orElse(policy);
            Remote.Policies policies =
                    new Remote.Policies(bundles.reader(context().files(), Unsigned.REFUSED), engine);
            Remote remote = new Remote(bundles.trusted(context().files()), Optional.of(policies));
            SessionSettings settings =
                    new SessionSettings(seconds, recordFile(), broker.uri(), !ordinary, episode).with(remote);
            SessionSettings wanted =
                    learning(bundle, broker.uri()).map(settings::with).orElse(settings);
            RobotSession session = new RobotSession(robot, exploring, board, wanted, progress());
            SessionReport report = session.run(ended -> tell(new RunReport(ended, board.truth()), wanted));
            return report.fault() == Fault.NONE ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Optional<Learning> learning(Bundle bundle, Optional<String> broker) {
        ConfigFiles files = context().files();
        return learning.learning(
                () -> new Tasks(files).task(bundle.contract().task()),
                broker,
                emulated ? Optional.empty() : bundles.deployment(files),
                context().userFolder());
    }

    private void tell(RunReport report, SessionSettings settings) throws IOException {
        report.print(context().out());
        settings.record().ifPresent(file -> context()
                .out()
                .println("flight record  " + file + ", " + report.session().recordedTicks() + " ticks"));
        report.figures().addTo(figures());
        keepFigures();
    }

    /// A robot without a word about its record keeps one where its deployment says.
    private Optional<Path> recordFile() throws IOException {
        Optional<Deployment> deployment = bundles.deployment(context().files());
        if (record.isPresent() || emulated || deployment.isEmpty()) {
            return record;
        }
        Path folder = deployment.get().records();
        Files.createDirectories(folder);
        String time = LocalDateTime.now(ZoneOffset.UTC).format(RECORD_TIME);
        return Optional.of(folder.resolve(bundles.robot() + "-" + time + ".mcap"));
    }

    /// {@return whether a text is the address of a broker, `tcp://host:port` or `ssl://host:port`}
    ///
    /// @param text to look at
    public static boolean isBroker(String text) {
        try {
            URI uri = new URI(text);
            return Set.of("tcp", "ssl").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0;
        } catch (URISyntaxException garbled) {
            return false;
        }
    }

    /// Refuses what can be refused before anything is opened or moves.
    private void checkOptions() throws IOException {
        learning.check();
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("--seconds must be 0 or more and finite, was " + seconds);
        }
        if (!(episode >= 0) || Double.isInfinite(episode)) {
            throw new IllegalArgumentException("--episode must be 0 or more and finite, was " + episode);
        }
        if (!plant.equals("lockstep") && !plant.equals("wall")) {
            throw new IllegalArgumentException("--plant must be lockstep or wall, was " + plant);
        }
        if (faults.isPresent() && !emulated) {
            throw new IllegalArgumentException("--faults must come with --emulated, came without");
        }
        if (reality.isPresent() && !emulated) {
            throw new IllegalArgumentException("--reality must come with --emulated, came without");
        }
        if (mqtt.isPresent() && !isBroker(mqtt.get())) {
            throw new IllegalArgumentException(
                    "--mqtt must be tcp://host:port or ssl://host:port, was '" + mqtt.get() + "'");
        }
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("--mqtt-port must be 0-" + MOST_PORT + ", was " + port);
        }
        if (record.isPresent()) {
            requireFolder("flight record", record.get());
            if (Files.exists(record.get())) {
                throw new IOException("flight record " + record.get() + " exists already: name another file");
            }
        }
    }

    private Optional<Reality> readReality() throws IOException {
        if (reality.isEmpty()) {
            return Optional.empty();
        }
        Reality read = new RealityFormat(new Robots(context().files())).read(reality.get(), bundles.robot());
        context().out().println("reality " + read.name() + ", planted into the emulated robot");
        figures().put("reality", read.name());
        return Optional.of(read);
    }

    /// The second policy, freed with the run.
    private record LoadedShadow(Optional<LoadedPolicy> policy) implements AutoCloseable {
        @Override
        public void close() {
            policy.ifPresent(LoadedPolicy::close);
        }
    }

    private RobotBoard board(Optional<Reality> real) throws IOException {
        if (!emulated) {
            return new RobotBoard.Linux(context().machine());
        }
        Optional<FaultScript> script = Optional.empty();
        if (faults.isPresent()) {
            Path file = faults.get();
            script = Optional.of(Document.yaml(file.toString(), Files.readString(file), FaultScriptFormat::read));
        }
        int most = seconds > 0 ? (int) Math.min(TRACE_TICKS, 200 * seconds + 2000) : TRACE_TICKS;
        return new RobotBoard.Emulated(
                openPlant(context().files(), bundles.robot(), real, seed), real, script, plant.equals("wall"), most);
    }

    /// {@return the physics of a robot}
    ///
    /// @param files describe robots
    /// @param robot name of the robot
    /// @param reality how the robot differs from its files; empty for one that does not
    /// @param seed of everything random
    public static Plant openPlant(ConfigFiles files, String robot, Optional<Reality> reality, long seed) {
        return ServiceLoader.load(PlantProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.supports(files, robot))
                .findFirst()
                .orElseThrow(() -> new NotOnARobotException("no physics for robot '" + robot
                        + "' here: --emulated is for a workstation, type ./sinew run ... --emulated in a clone of Sinew"
                        + " there; without --emulated, run drives the pins of this machine"))
                .open(files, robot, reality, seed);
    }

    private LocalBrokerHolder broker() {
        if (mqtt.isPresent() || !emulated) {
            Optional<Deployment> deployment = bundles.deployment(context().files());
            return new LocalBrokerHolder(
                    mqtt.or(() -> deployment.flatMap(Deployment::mqtt).map(URI::toString)), Optional.empty());
        }
        Optional<LocalBroker> local =
                ServiceLoader.load(LocalBroker.Provider.class).findFirst().map(provider -> provider.start(port));
        local.ifPresent(broker -> context().out().println("local MQTT broker at " + broker.uri()));
        return new LocalBrokerHolder(local.map(LocalBroker::uri), local);
    }

    /// The broker that telemetry goes to, ours or not.
    private record LocalBrokerHolder(Optional<String> uri, Optional<LocalBroker> own) implements AutoCloseable {
        @Override
        public void close() {
            own.ifPresent(LocalBroker::close);
        }
    }

    private SessionProgress progress() {
        PrintStream out = context().out();
        PrintStream err = context().err();
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

            @Override
            public void warning(String line) {
                err.println("sinew: " + line);
                err.flush();
            }
        };
    }
}
