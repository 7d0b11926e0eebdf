package dev.sinew.trainer.hardware;

import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.config.experience.Transition;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.robot.Wiring;
import dev.sinew.config.task.RobotTask;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.emulator.EmulatedBoard;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.pi4j.Pi4jBoard;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.experience.ExperienceSource;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.experience.TransitionAssembler;
import dev.sinew.runtime.exploration.ExploringPolicy;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.PlantPace;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.policy.PolicySlot;
import dev.sinew.runtime.session.Episodes;
import dev.sinew.trainer.export.OnnxGraph;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A robot on emulated chips that learns unattended, in its plant's own time, as fast as the machine allows: the
/// runtime's loop over the drivers, the safety gate and the emulated chips, its episodes and resets, its transitions
/// made from the journal. Everything above the chips is what a robot's own computer runs. One thread: between two
/// ticks whoever learns has all the time it wants.
public final class EmulatedRobot implements AutoCloseable {
    private static final int ACTIVE = new Mode.Active().code();
    private static final int JOURNAL_TICKS = 4;

    private final EmulatedBoard board;
    private final WiredRobot robot;
    private final ControlLoop loop;
    private final JournalReader journal;
    private final TransitionAssembler assembler;
    private final Episodes episodes;
    private final StopRequest stop = new StopRequest();
    private final OperatorRequests operator = new OperatorRequests();
    private final Attendant attendant = new Attendant(operator);
    private final Learning learning;
    private final long wanted;
    private final PolicySlot slot;
    private final List<PolicyIdentity> identities = new ArrayList<>();
    private int before = new Mode.Inactive().code();
    private long steps;
    private Optional<String> gaveUp = Optional.empty();

    /// What goes on between two ticks.
    public interface Learning {
        /// A step of the robot has ended.
        ///
        /// @param step what happened
        void took(RobotStep step);

        /// The robot waits for its next tick.
        void between();
    }

    /// What is asked of the robot.
    ///
    /// @param ticks of learning after which it stops
    /// @param episodeSeconds length of an episode at most, s
    /// @param noise of its actions; empty for a policy as it is
    public record Wish(long ticks, double episodeSeconds, Optional<LowPassedNoise> noise) {}

    /// A robot that is switched on and plays a trained policy.
    ///
    /// @param files describe it
    /// @param task it is at
    /// @param plant its physics; stays the caller's to close
    /// @param policy that it plays first, number 0
    /// @param wish what is asked of it
    /// @param learning told of each step
    public EmulatedRobot(
            ConfigFiles files, RobotTask task, Plant plant, ExportedPolicy policy, Wish wish, Learning learning) {
        this(files, task, plant, new First(played(policy), identity(0, policy)), wish, learning);
    }

    /// What a robot plays first.
    ///
    /// @param policy itself
    /// @param identity by which its steps name it
    public record First(Policy policy, PolicyIdentity identity) {}

    /// A robot that is switched on and plays whatever it is given.
    ///
    /// @param files describe it
    /// @param task it is at
    /// @param plant its physics; stays the caller's to close
    /// @param first that it plays, number 0
    /// @param wish what is asked of it
    /// @param learning told of each step
    public EmulatedRobot(ConfigFiles files, RobotTask task, Plant plant, First first, Wish wish, Learning learning) {
        this.learning = learning;
        slot = new PolicySlot(first.policy());
        identities.add(first.identity());
        wanted = wish.ticks();
        RobotDescription description = task.contract().robot();
        Wiring wiring = new Robots(files).wiring(description.name());
        board = new EmulatedBoard(description, wiring, plant);
        BusLog bus = new BusLog(board.clock());
        robot = new WiredRobot(description, wiring, new Pi4jBoard(board, bus), board.clock());
        TickJournal ring = new TickJournal(TickLayout.of(task.contract()), JOURNAL_TICKS);
        journal = ring.reader();
        ExperienceShape shape = ExperienceShape.of(task.contract(), MeasuredReward.terms(task));
        assembler = new TransitionAssembler(
                new ExperienceSource(shape, task.contract(), new MeasuredReward(task), identities::get), this::take);
        episodes = new Episodes(description, wish.episodeSeconds(), operator);
        Heartbeat heartbeat = new Heartbeat();
        loop = new ControlLoop(
                robot,
                task.contract(),
                wish.noise()
                        .<Policy>map(noise -> new ExploringPolicy(slot, noise))
                        .orElse(slot),
                new TickLog(ring, bus),
                new Timebase(board.clock(), new PlantPace.LockStep(this::advance)),
                new Requests(operator, stop),
                new Watch(
                        heartbeat,
                        new Supervisor(heartbeat, robot.supervisorLine(), board.clock(), description.periodNanos())));
    }

    private static Policy played(ExportedPolicy policy) {
        return new Played(policy, true);
    }

    /// A policy in plain numbers.
    private record Played(ExportedPolicy policy, boolean explored) implements Policy {
        @Override
        public boolean act(float[] observation, float[] action) {
            policy.act(observation, action);
            return true;
        }
    }

    private static PolicyIdentity identity(int number, ExportedPolicy policy) {
        return new PolicyIdentity("policy-" + number, Sha256.hex(OnnxGraph.write(policy, Map.of())));
    }

    /// Time from one tick to the next.
    private void advance(long nanos) {
        while (journal.poll()) {
            look(journal.tick());
        }
        learning.between();
        board.advance(nanos);
    }

    private void look(TickRecord tick) {
        assembler.look(tick);
        episodes.look(tick);
        attendant.look(tick).ifPresent(why -> {
            gaveUp = Optional.of(why);
            stop.request(why);
        });
        if (steps >= wanted && (before != ACTIVE || tick.mode() != ACTIVE)) {
            stop.request("it has learned as long as was asked for");
        }
        before = tick.mode();
    }

    private void take(Transition one) {
        steps++;
        learning.took(RobotStep.of(identities.indexOf(one.policy()), one));
    }

    /// Swaps the policy once the episode has ended.
    ///
    /// @param push what was pushed, each number one above the one before
    public void swap(Push push) {
        identities.add(push.number(), identity(push.number(), push.policy()));
        slot.offer(push.number(), new Played(push.policy(), push.explored()));
    }

    /// Runs until the robot has taken the steps that were asked for and its episode has ended, or [#gaveUp].
    public void run() {
        loop.prepare();
        operator.arm();
        loop.run();
    }

    /// {@return the plant's time, ns}
    long nanos() {
        return board.clock().nanos();
    }

    /// {@return ticks in which no policy drove, such as while it waits until it hangs still}
    public long waitedTicks() {
        return attendant.waitedTicks();
    }

    /// {@return the faults that its own motion had not caused, for each of which it was reset as an operator does}
    public List<Fault> faults() {
        return attendant.faults();
    }

    /// {@return why it ended before it had taken the steps that were asked for; empty when it has taken them}
    public Optional<String> gaveUp() {
        return gaveUp;
    }

    @Override
    public void close() {
        robot.close();
    }
}
