package dev.sinew.trainer.remote;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.cli.RunCommand;
import dev.sinew.runtime.deployment.Acceptance;
import dev.sinew.runtime.deployment.Keeper;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.experience.ExperienceSettings;
import dev.sinew.runtime.experience.ExperienceSource;
import dev.sinew.runtime.experience.ExperienceStream;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.exploration.ExploringPolicy;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.policy.PolicySlot;
import dev.sinew.runtime.session.Episodes;
import dev.sinew.runtime.session.RobotBoard;
import dev.sinew.runtime.session.SessionRobot;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import dev.sinew.runtime.telemetry.TelemetrySession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The emulated rotary pendulum in real time, in a process of its own, with what a robot has that learns: episodes,
/// exploration, spool, policies from its broker. Says each half second, in one line, where its transitions are and how
/// its ticks were. Ends when its standard input does.
///
/// Arguments: the user's folder, a bundle, the broker, the spool's folder, bytes of the spool.
final class RobotProcess {
    private static final double EPISODE_SECONDS = 1;
    private static final int ACTIVE = new Mode.Active().code();

    private final SystemClock clock = new SystemClock();
    private final TickStatistics timing = new TickStatistics();
    private final StopRequest stop = new StopRequest();
    private final OperatorRequests operator = new OperatorRequests();
    private final Map<Integer, PolicyIdentity> policies = new ConcurrentHashMap<>();
    private final ConfigFiles files = ConfigFiles.shipped();
    private final RobotTask task = new Tasks(files).task("furuta");
    private final SessionRobot robot = SessionRobot.of(new Robots(files), "furuta");
    private final BundleReader reader;

    private RobotProcess(Path user) {
        reader = new BundleReader(
                "furuta",
                new Tasks(files),
                List.of(Keys.trusted(user.resolve("keys/me.pub"))),
                Unsigned.REFUSED,
                new OnnxNormalization());
    }

    public static void main(String[] arguments) throws Exception {
        Path user = Path.of(arguments[0]);
        OnnxLibrary.prepare(user.resolve("robot-cache"));
        new RobotProcess(user)
                .run(
                        Path.of(arguments[1]),
                        new ExperienceStream.Destination(
                                Path.of(arguments[3]),
                                Long.parseLong(arguments[4]),
                                arguments[2],
                                "sinew-experience-furuta"));
    }

    private void run(Path file, ExperienceStream.Destination destination) throws Exception {
        Bundle bundle = reader.read(Files.readAllBytes(file));
        policies.put(0, identity(bundle));
        BusLog bus = new BusLog(clock);
        TickJournal journal = new TickJournal(TickLayout.of(bundle.contract()), 4096);
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, PolicyEngine.JAVA);
                RobotBoard board = new RobotBoard.Emulated(
                        RunCommand.openPlant(files, "furuta", Optional.empty(), 1), Optional.empty(), false, 10);
                WiredRobot wired = board.open(robot.description(), robot.wiring(), bus, clock)) {
            PolicySlot slot = new PolicySlot(loaded.policy());
            Heartbeat heartbeat = new Heartbeat();
            Supervisor supervisor = new Supervisor(
                    heartbeat,
                    wired.supervisorLine(),
                    clock,
                    robot.description().periodNanos());
            LowPassedNoise noise =
                    new LowPassedNoise(1, 0.1, 3, robot.description().periodSeconds(), new RandomStream(1));
            ControlLoop loop = new ControlLoop(
                    wired,
                    bundle.contract(),
                    new ExploringPolicy(slot, noise),
                    new TickLog(journal, bus),
                    new Timebase(clock, board.pace()),
                    new Requests(operator, stop),
                    new Watch(heartbeat, supervisor));
            loop.prepare();
            connected(bundle, slot, journal, loop, destination);
        }
    }

    private void connected(
            Bundle bundle,
            PolicySlot slot,
            TickJournal journal,
            ControlLoop loop,
            ExperienceStream.Destination destination)
            throws Exception {
        ExperienceShape shape = ExperienceShape.of(bundle.contract(), MeasuredReward.terms(task));
        ExperienceSource source =
                new ExperienceSource(shape, bundle.contract(), new MeasuredReward(task), policies::get);
        PolicyIntake intake = PolicyIntake.open(
                new Acceptance(reader, bundle.contract(), PolicyEngine.JAVA), slot, keeper(), journal, clock);
        TelemetrySession session = new TelemetrySession(robot.description(), "kill", bundle.policyId(), "test", "", 0);
        MqttTelemetry telemetry = MqttTelemetry.start(journal.reader(), session, destination.uri(), quiet(), intake);
        JournalReader followed = journal.reader();
        try (ExperienceStream stream =
                ExperienceStream.start(journal.reader(), source, destination, ExperienceSettings.usual())) {
            Thread.ofPlatform().daemon().start(() -> follow(followed, stream, loop));
            Thread.ofPlatform().daemon().start(this::awaitTheEnd);
            operator.arm();
            loop.run();
        } finally {
            intake.close();
            journal.close();
            telemetry.close();
        }
    }

    private Keeper keeper() {
        return new Keeper() {
            @Override
            public void accepted(int number, Bundle bundle, PolicyEngine engine) {
                policies.put(number, identity(bundle));
            }

            @Override
            public void answers(String id) {
                // its transitions say so
            }
        };
    }

    private static PolicyIdentity identity(Bundle bundle) {
        return new PolicyIdentity(bundle.policyId(), Sha256.hex(bundle.file()));
    }

    private void awaitTheEnd() {
        try {
            while (System.in.read() >= 0) {
                // nobody talks to it
            }
        } catch (java.io.IOException closed) {
            // that is the end as well
        }
        stop.request("asked to end");
    }

    private void follow(JournalReader journal, ExperienceStream stream, ControlLoop loop) {
        Episodes episodes = new Episodes(robot.description(), EPISODE_SECONDS, operator);
        long next = System.nanoTime();
        boolean last = false;
        while (!last) {
            last = journal.finished();
            while (journal.poll()) {
                episodes.look(journal.tick());
                if (journal.tick().mode() == ACTIVE) {
                    timing.add(journal.tick());
                }
            }
            if (last || System.nanoTime() - next >= 0) {
                next = System.nanoTime() + 500_000_000;
                say(stream.counters(), loop);
            }
            clock.sleepUntil(clock.nanos() + 2_000_000);
        }
    }

    private void say(ExperienceCounters now, ControlLoop loop) {
        System.out.printf(
                Locale.ROOT,
                "robot produced=%d recovered=%d delivered=%d spooled=%d queued=%d dropped=%d ticks=%d missed=%d"
                        + " late=%d%n",
                now.produced(),
                now.recovered(),
                now.delivered(),
                now.spooled(),
                now.queued(),
                now.dropped(),
                loop.ticks(),
                loop.missed(),
                timing.late());
        System.out.flush();
    }

    private static MqttTelemetry.Listener quiet() {
        return new MqttTelemetry.Listener() {
            @Override
            public void connected(String uri) {
                // its transitions show it
            }

            @Override
            public void disconnected(String why) {
                // so does their absence
            }
        };
    }
}
