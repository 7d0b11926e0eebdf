package dev.sinew.runtime.replay;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.LoopGuard;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.exploration.LowPassedNoise;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.PlantPace;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.RecordedTick;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Runs a recorded robot again, from its configuration to its stop.
///
/// Drivers, control step, safety gate, modes and loop are those of the robot, not others like them. What they learn
/// from buses, clocks, operator and supervisor comes from the record; the bytes they write, the order in which they
/// ask, and every number in the record of each tick are compared with it. What a supervisor writes to its lines from
/// its own thread, and what closing a board writes after the stop, is not in a record.
public final class Replay {
    private static final int BUS_BYTES = 1 << 12; // not compared, but must not overflow
    private static final int JOURNAL_TICKS = 2; // each is compared as soon as it is there

    private final RecordedRobot robot;
    private final List<Policy> policies;
    private final Findings findings = new Findings();
    private final TickJournal journal;
    private final OperatorRequests operator = new OperatorRequests();
    private final StopRequest stop = new StopRequest();
    private final Tape tape;
    private final ReplayPolicy policy;

    private Replay(FlightRecord record, RecordedRobot robot, List<Policy> policies, ReplayPolicy.Listener listener) {
        this.robot = robot;
        this.policies = List.copyOf(policies);
        int observations = robot.contract().observationSize();
        int actions = robot.contract().actionSize();
        journal = new TickJournal(
                new TickLayout(robot.description().joints().size(), observations, actions, BUS_BYTES), JOURNAL_TICKS);
        tape = new Tape(record, robot.wiring(), journal, findings, this::begins);
        Optional<LowPassedNoise> noise = Exploration.of(record.session())
                .map(wanted -> wanted.noise(actions, robot.description().periodSeconds()));
        policy = new ReplayPolicy(tape, this.policies, findings, listener, robot.contract(), noise);
    }

    /// Replays a record.
    ///
    /// @param record just opened
    /// @param robot of the record
    /// @param policies of the record by their numbers; empty to take all answers from the record
    /// @return what came of it
    /// @throws IOException when the record cannot be read
    public static ReplayReport run(FlightRecord record, RecordedRobot robot, List<Policy> policies) throws IOException {
        return new Replay(record, robot, policies, (tick, observation, noise) -> {}).run();
    }

    /// Replays a record and asks another policy in each tick what it would have done.
    ///
    /// @param record just opened
    /// @param robot of the record
    /// @param policies of the record by their numbers; empty to take all answers from the record
    /// @param comparison with the other policy, filled
    /// @return what came of the replay
    /// @throws IOException when the record cannot be read
    public static ReplayReport run(
            FlightRecord record, RecordedRobot robot, List<Policy> policies, PolicyComparison comparison)
            throws IOException {
        return new Replay(record, robot, policies, comparison::observed).run();
    }

    private ReplayReport run() throws IOException {
        if (tape.incomplete().isPresent()) {
            return findings.report(policy.answers(), tape.incomplete());
        }
        BusLog bus = new BusLog(new VirtualClock());
        try (WiredRobot wired =
                new WiredRobot(robot.description(), robot.wiring(), tape.board(), tape.clock(BusLog.ROBOT))) {
            ControlLoop loop = new ControlLoop(
                    wired,
                    robot.contract(),
                    policy,
                    new TickLog(journal, bus),
                    new Timebase(tape.clock(BusLog.LOOP), new PlantPace.LockStep(nanos -> stopWhereTheRecordStops())),
                    new Requests(operator, stop),
                    new Watch(new Heartbeat(), new RecordedGuard()));
            if (prepares(loop)) {
                tape.start();
                stopWhereTheRecordStops();
                loop.run();
                tape.follow(); // the record of the stop
            }
            return findings.report(policy.answers(), tape.incomplete());
        }
    }

    /// {@return whether the robot could be set up again}
    private boolean prepares(ControlLoop loop) {
        try {
            loop.prepare();
            return true;
        } catch (BusException refused) {
            findings.differs("recorded a robot that was set up, replayed: " + refused.getMessage());
            findings.end();
            return false;
        }
    }

    private void stopWhereTheRecordStops() {
        if (tape.stops()) {
            stop.request("the record ends here");
        }
    }

    private void begins(RecordedTick tick) {
        int number = tick.answer().policy();
        if (!policies.isEmpty() && number >= policies.size()) {
            tape.end("the bundle of policy " + number + ", which answered in tick " + tick.number()
                    + ", is not in the record");
        } else {
            operator.ask(tick.requests());
        }
    }

    /// Says of the supply what the recorded loop found.
    private final class RecordedGuard implements LoopGuard {
        @Override
        public boolean tripped() {
            return tape.tick().map(RecordedTick::supervisorTripped).orElse(false);
        }

        @Override
        public void reset() {
            // what came of it is in the record
        }
    }
}
