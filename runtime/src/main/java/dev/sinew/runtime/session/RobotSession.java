package dev.sinew.runtime.session;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.linux.AwakeProcessors;
import dev.sinew.hal.linux.RealTime;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.command.CommandTarget;
import dev.sinew.runtime.command.Gatekeeper;
import dev.sinew.runtime.deployment.Acceptance;
import dev.sinew.runtime.deployment.Keeper;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.exploration.ExploringPolicy;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.PolicySlot;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.recorder.FlightSession;
import dev.sinew.runtime.shadow.ShadowedPolicy;
import dev.sinew.runtime.telemetry.Counters;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import dev.sinew.runtime.telemetry.TelemetrySession;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Runs a policy on a robot: opens the board, warms up, arms, ticks, records, streams, stops and closes, in this
/// order. The loop runs on the thread that calls [#run]; recorder, telemetry, supervisor and watch have threads of
/// their own.
public final class RobotSession {
    private static final int JOURNAL_TICKS = 4096;
    private static final int BUS_BYTES_PER_TICK =
            2048; // the balancer's tick takes 400, one with a reset of all devices 1200
    private static final int NONCE_BYTES = 16;
    private static final int CONTROL_PRIORITY = 80;
    private static final int SUPERVISOR_PRIORITY = 60;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final SessionRobot robot;
    private final SessionPolicy policy;
    private final PolicySlot slot;
    private final RobotBoard board;
    private final SessionSettings settings;
    private final SessionProgress progress;
    private final StopRequest stop = new StopRequest();
    private final SessionTime time;
    private final Optional<ShadowedPolicy> shadowed;
    private final String name =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final String nonce = nonce();
    private final long unixOffset;

    /// A run that has not begun, in the machine's own time.
    ///
    /// @param robot with its files
    /// @param policy checked against this robot
    /// @param board real or emulated; stays the caller's to close
    /// @param settings what is asked for
    /// @param progress told how it goes
    public RobotSession(
            SessionRobot robot,
            SessionPolicy policy,
            RobotBoard board,
            SessionSettings settings,
            SessionProgress progress) {
        this(robot, policy, board, settings, progress, new SessionTime.Real());
    }

    RobotSession(
            SessionRobot robot,
            SessionPolicy policy,
            RobotBoard board,
            SessionSettings settings,
            SessionProgress progress,
            SessionTime time) {
        this.robot = robot;
        this.policy = policy;
        slot = new PolicySlot(policy.policy());
        this.board = board;
        this.settings = settings;
        this.progress = progress;
        this.time = time;
        shadowed = policy.shadow().map(this::shadowed);
        unixOffset = System.currentTimeMillis() * 1_000_000 - time.clock().nanos();
    }

    private ShadowedPolicy shadowed(SessionPolicy.Shadow shadow) {
        PolicyContract contract = policy.contract();
        return new ShadowedPolicy(
                slot,
                shadow.policy(),
                new ShadowedPolicy.Sizes(contract.observationSize(), contract.actionSize()),
                time.clock(),
                robot.description().rateHertz());
    }

    /// {@return what the loop asks: the slot, compared with its shadow, and noise on what comes of both}
    private Policy driving() {
        Policy asked = shadowed.<Policy>map(both -> both).orElse(slot);
        int actions = policy.contract().actionSize();
        double period = robot.description().periodSeconds();
        return policy.exploration()
                .<Policy>map(noise -> new ExploringPolicy(asked, noise.noise(actions, period)))
                .orElse(asked);
    }

    private static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// {@return the way to stop it from outside}
    public StopRequest stop() {
        return stop;
    }

    /// What is still to be done with the report before the process may end.
    @FunctionalInterface
    public interface Ending {
        /// The robot has stopped and the record is closed.
        ///
        /// @param report what became of the run
        /// @throws IOException when something cannot be written
        void ended(SessionReport report) throws IOException;
    }

    /// Runs until the time is up, a fault, or a request to stop; `SIGTERM` and Ctrl-C are requests. However it ends,
    /// the robot has stopped and the record is closed.
    ///
    /// @return what became of it
    /// @throws IOException when the record cannot be written
    public SessionReport run() throws IOException {
        return run(report -> {});
    }

    /// Runs as [#run()] does, and keeps a process that was asked to end until the report has been dealt with.
    ///
    /// @param ending deals with the report
    /// @return what became of it
    /// @throws IOException when the record or the report cannot be written
    public SessionReport run(Ending ending) throws IOException {
        TickLayout layout = new TickLayout(
                robot.description().joints().size(),
                policy.contract().observationSize(),
                policy.contract().actionSize(),
                BUS_BYTES_PER_TICK);
        TickJournal journal = new TickJournal(layout, JOURNAL_TICKS);
        BusLog bus = new BusLog(time.clock());
        StopRequest.ShutdownGuard guard = stop.onShutdown(STOP_LIMIT);
        try {
            SessionReport report;
            try (WiredRobot wired = board.open(robot.description(), robot.wiring(), bus, time.clock())) {
                report = run(wired, new TickLog(journal, bus));
            }
            ending.ended(report);
            return report;
        } finally {
            stop.finish();
            guard.close();
        }
    }

    private SessionReport run(WiredRobot wired, TickLog log) throws IOException {
        Heartbeat heartbeat = new Heartbeat();
        Requests requests = new Requests(new OperatorRequests(), stop);
        Supervisor supervisor = new Supervisor(
                heartbeat,
                wired.supervisorLine(),
                wired.heartbeatLine(),
                time.clock(),
                robot.description().periodNanos());
        Optional<Thread> supervising = Optional.empty();
        try {
            ControlLoop loop = new ControlLoop(
                    wired,
                    policy.contract(),
                    driving(),
                    log,
                    new Timebase(time.clock(), board.pace()),
                    requests,
                    new Watch(heartbeat, supervisor));
            loop.prepare();
            shadowed.ifPresent(ShadowedPolicy::begin);
            supervising = Optional.of(time.start("supervisor", supervisor));
            return run(loop, requests, log, supervisor);
        } finally {
            supervisor.close();
            supervising.ifPresent(time::join); // it writes to the line once more, which the board must still have
        }
    }

    private SessionReport run(ControlLoop loop, Requests requests, TickLog log, Supervisor supervisor)
            throws IOException {
        TickJournal journal = log.journal();
        Episodes episodes = new Episodes(robot.description(), settings.episodeSeconds(), requests.operator());
        SessionWatch watch = new SessionWatch(
                journal.reader(), requests, progress, time.clock(), supervisor, settings.seconds(), episodes);
        Lessons lessons = new Lessons(progress);
        HealthSources beside = new HealthSources(shadowed.map(ShadowedPolicy::divergence), lessons::counters);
        Optional<FlightRecorder> recorder = recorder(journal, log.bus(), beside);
        CommandTarget target = new RemoteControl(requests, episodes, loop::mode, slot::swapNow);
        RemoteSide remote = new RemoteSide(post(target, journal), recorder, policy.identity());
        remote.takes(intake(remote, journal));
        Optional<MqttTelemetry> telemetry = telemetry(journal, remote, beside);
        remote.streams(telemetry);
        try {
            lessons.begin(settings.learning(), course(journal, remote));
            Thread watching = time.start("watch", watch);
            carryOut(loop);
            time.join(watching);
        } finally {
            lessons.close();
            remote.close();
            journal.close();
            telemetry.ifPresent(MqttTelemetry::close);
            recorder.ifPresent(FlightRecorder::close);
        }
        return report(loop, watch, recorder, telemetry.map(MqttTelemetry::counters), lessons.counters());
    }

    private Learning.Course course(TickJournal journal, RemoteSide remote) {
        return new Learning.Course(journal.reader(), policy.contract(), remote.policies(), remote::deliver);
    }

    private SessionReport report(
            ControlLoop loop,
            SessionWatch watch,
            Optional<FlightRecorder> recorder,
            Optional<Counters> counters,
            Optional<ExperienceCounters> experience) {
        return new SessionReport(
                loop.ticks(),
                loop.missed(),
                watch.activeSeconds(),
                watch.fault(),
                stop.reason().orElse(""),
                watch.timing(),
                counters,
                watch.episodes(),
                shadowed.map(ShadowedPolicy::divergence),
                recorder.map(FlightRecorder::recorded).orElse(0L),
                watch.events(),
                experience);
    }

    private void carryOut(ControlLoop loop) {
        if (!settings.realTime()) {
            board.begin();
            loop.run();
            return;
        }
        RealTime realTime = new RealTime();
        say("control loop", realTime.fifo(CONTROL_PRIORITY));
        say("supervisor", realTime.fifo("supervisor", SUPERVISOR_PRIORITY));
        say("memory", realTime.lockMemory());
        try (AwakeProcessors awake = AwakeProcessors.hold()) {
            say("idle states", awake.outcome());
            board.begin();
            loop.run();
        }
    }

    private void say(String what, RealTime.Outcome outcome) {
        progress.event(what
                + ": "
                + switch (outcome) {
                    case RealTime.Outcome.Granted granted -> granted.wish();
                    case RealTime.Outcome.Refused refused -> "no " + refused.wish() + ": " + refused.reason();
                });
    }

    private Optional<FlightRecorder> recorder(TickJournal journal, BusLog bus, HealthSources beside)
            throws IOException {
        if (settings.record().isEmpty()) {
            return Optional.empty();
        }
        SessionFiles files = new SessionFiles(robot, policy);
        Map<String, String> metadata = new TreeMap<>(board.metadata());
        metadata.putAll(Map.of("session", name, "version", version()));
        FlightSession session = new FlightSession(files.metadata(metadata), files.attachments(), bus.preparation());
        long period = robot.description().periodNanos();
        return Optional.of(
                FlightRecorder.start(journal.reader(), settings.record().get(), session, period, unixOffset, beside));
    }

    private CommandPost post(CommandTarget target, TickJournal journal) {
        Gatekeeper gatekeeper = new Gatekeeper(
                robot.description().name(),
                nonce,
                settings.remote().trusted(),
                () -> (time.clock().nanos() + unixOffset) / 1_000_000);
        return CommandPost.open(gatekeeper, target, journal, time.clock());
    }

    private Optional<PolicyIntake> intake(Keeper keeper, TickJournal journal) {
        return settings.remote()
                .policies()
                .map(policies -> PolicyIntake.open(
                        new Acceptance(policies.reader(), policy.contract(), policies.engine()),
                        slot,
                        keeper,
                        journal,
                        time.clock()));
    }

    private Optional<MqttTelemetry> telemetry(TickJournal journal, Inbox inbox, HealthSources beside) {
        TelemetrySession session =
                new TelemetrySession(robot.description(), name, policy.id(), version(), nonce, unixOffset);
        return settings.mqtt()
                .map(uri -> MqttTelemetry.start(journal.reader(), session, uri, connection(), inbox, beside));
    }

    private MqttTelemetry.Listener connection() {
        return new MqttTelemetry.Listener() {
            @Override
            public void connected(String uri) {
                progress.event("MQTT: connected to " + uri);
            }

            @Override
            public void disconnected(String why) {
                progress.warning("MQTT: " + why + "; the run goes on, messages are counted, trying again every second");
            }
        };
    }

    private static String version() {
        String version = RobotSession.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
