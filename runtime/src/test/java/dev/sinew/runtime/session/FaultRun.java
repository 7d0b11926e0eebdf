package dev.sinew.runtime.session;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.FaultScriptFormat;
import dev.sinew.hal.robot.WiredRobot;
import dev.sinew.hal.safety.Heartbeat;
import dev.sinew.hal.safety.Supervisor;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.loop.ControlLoop;
import dev.sinew.runtime.loop.Requests;
import dev.sinew.runtime.loop.StandPlant;
import dev.sinew.runtime.loop.StopRequest;
import dev.sinew.runtime.loop.TickLog;
import dev.sinew.runtime.loop.Timebase;
import dev.sinew.runtime.loop.Watch;
import dev.sinew.runtime.mode.OperatorRequests;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.recorder.FlightSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/// The life of the emulated balancer through one fault, in virtual time: it arms, drives, is struck, and its operator
/// asks for what must and must not be granted. Loop, supervisor on its own thread, chips, bytes and flight record are
/// those of a session.
///
/// | tick | what happens                                                                  |
/// |------|-------------------------------------------------------------------------------|
/// | 0    | the fault script begins, the operator arms                                    |
/// | 200  | the fault strikes: 2 s in a script, where a tick takes 10 ms                  |
/// | 240  | the operator asks for a reset, if the cause is one that shows while stopped   |
/// | 250  | the operator asks to arm                                                      |
/// | 260  | the cause is gone: 600 ms in a script                                         |
/// | 600  | the operator asks to arm, without a reset                                     |
/// | 610  | the operator asks for a reset                                                 |
/// | 630  | the operator asks to arm                                                      |
/// | 900  | the end                                                                       |
final class FaultRun {
    static final int STRIKES = 200;
    private static final int GONE = 260;
    static final int RESET = 610;
    static final int HASTY_RESET = 240;
    private static final int HASTY_ARM = 250;
    private static final int ARM_WITHOUT_RESET = 600;
    static final int ARM = 630;
    static final int END = 900;

    /// What the policy does in a tick, on top of its changing action.
    interface Thought {
        /// {@return whether the action is usable}
        boolean act(FaultRun run, long tick, float[] action);
    }

    final VirtualTime time = new VirtualTime();
    /// Whether the motors had their supply as a tick began.
    final BitSet supplied = new BitSet();
    private final StandPlant plant = new StandPlant();
    private final Thought thought;
    private final boolean hastyReset;
    private final RobotBoard.Emulated board;
    private final OperatorRequests operator = new OperatorRequests();
    private final StopRequest stop = new StopRequest();
    private boolean running;
    private long tick;
    private long cutAt;

    /// A run that has not begun.
    ///
    /// @param faults entries of a fault script, a line each
    /// @param thought of the policy
    /// @param hastyReset whether the operator asks for a reset while the cause is there
    FaultRun(String faults, Thought thought, boolean hastyReset) {
        this.thought = thought;
        this.hastyReset = hastyReset;
        String script = faults.isEmpty() ? "faults: []" : "faults:\n" + faults.indent(2);
        board = new RobotBoard.Emulated(
                plant, Optional.of(Document.yaml("faults.yaml", script, FaultScriptFormat::read)), false, 0);
    }

    /// Runs it to its end.
    ///
    /// @param record where its flight record goes
    void run(Path record) throws IOException {
        SessionRobot robot = SessionRobot.of(new Robots(ConfigFiles.shipped()), "balancer");
        long period = robot.description().periodNanos();
        PolicyContract contract =
                new Tasks(ConfigFiles.shipped()).task("balancer").contract();
        TickLayout layout = new TickLayout(2, contract.observationSize(), contract.actionSize(), 2048);
        TickJournal journal = new TickJournal(layout, 2048);
        BusLog bus = new BusLog(time.clock());
        Heartbeat heartbeat = new Heartbeat();
        try (WiredRobot wired = board.open(robot.description(), robot.wiring(), bus, time.clock())) {
            Supervisor supervisor =
                    new Supervisor(heartbeat, wired.supervisorLine(), wired.heartbeatLine(), time.clock(), period);
            ControlLoop loop = new ControlLoop(
                    wired,
                    contract,
                    this::act,
                    new TickLog(journal, bus),
                    new Timebase(time.clock(), board.pace()),
                    new Requests(operator, stop),
                    new Watch(heartbeat, supervisor));
            loop.prepare();
            SessionFiles files =
                    new SessionFiles(robot, new SessionPolicy("scripted", contract, this::act, Optional.empty()));
            FlightSession session = new FlightSession(files.metadata(Map.of()), files.attachments(), bus.preparation());
            FlightRecorder recorder = FlightRecorder.start(journal.reader(), record, session, period, 0);
            Thread supervising = time.start("supervisor", supervisor);
            board.begin();
            running = true;
            plant.epoch();
            loop.run();
            supervisor.close();
            time.join(supervising);
            recorder.close();
        }
    }

    private boolean act(float[] observation, float[] action) {
        action[0] = 0.4f + 0.01f * (tick % 5); // 4 to 4.4 V: driven, and another target in each tick
        action[1] = action[0];
        if (!running) {
            return true;
        }
        supplied.set((int) tick, plant.supplyOn);
        ask();
        boolean usable = thought.act(this, tick, action);
        tick++;
        return usable;
    }

    /// {@return whether a fault of the policy lasts in this tick}
    boolean struck(long now) {
        return running && now >= STRIKES && now < GONE;
    }

    /// {@return when the supply was last taken away before the reset, ns since the script began}
    long cutAt() {
        return cutAt;
    }

    private void ask() {
        cutAt = tick == STRIKES ? plant.switchedAt : cutAt;
        if (tick == 0 || tick == HASTY_ARM || tick == ARM_WITHOUT_RESET || tick == ARM) {
            operator.arm();
        } else if (tick == RESET || (hastyReset && tick == HASTY_RESET)) {
            operator.reset();
        } else if (tick == END) {
            stop.request("end of the run");
        }
    }
}
