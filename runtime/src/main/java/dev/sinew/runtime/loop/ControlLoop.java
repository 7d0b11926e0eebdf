package dev.sinew.runtime.loop;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.Robot;
import dev.sinew.runtime.journal.BusLog;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.ModeMachine;
import java.util.Optional;

/// Runs one policy on one robot at a fixed rate, on the thread that calls [#run].
///
/// A tick allocates nothing of its own and takes no lock. A missed deadline is skipped and counted, never caught up,
/// and the phase is kept. A policy that takes a period or more has its answer thrown away by the safety gate, which
/// holds the last targets once and stops the robot after that. However the loop ends, the robot stops in its stop
/// category.
///
/// The loop knows nothing of who reads its journal.
public final class ControlLoop implements Runnable {
    private final Robot robot;
    private final PolicyContract contract;
    private final Policy policy;
    private final TickLog log;
    private final Timebase timebase;
    private final Requests requests;
    private final Watch watch;
    private final ModeMachine modes;
    private final Tick tick;
    private final Deadlines deadlines;
    private volatile String resetRefusal = "";
    private boolean again;

    /// A loop in the mode unconfigured.
    ///
    /// @param robot opened and not configured yet; stays the caller's to close
    /// @param contract of the policy, made for this robot
    /// @param policy to run
    /// @param log where each tick is left
    /// @param timebase what to go by
    /// @param requests what may be asked while it runs
    /// @param watch who watches it
    public ControlLoop(
            Robot robot,
            PolicyContract contract,
            Policy policy,
            TickLog log,
            Timebase timebase,
            Requests requests,
            Watch watch) {
        this.robot = robot;
        this.contract = contract;
        this.policy = policy;
        this.log = log;
        this.timebase = new Timebase(log.bus().heard(BusLog.LOOP, timebase.clock()), timebase.pace());
        this.requests = requests;
        this.watch = watch;
        ControlStep step = new ControlStep(robot.description(), contract);
        modes = new ModeMachine(step.gate(), requests.operator(), this::resetDevices);
        tick = new Tick(robot, step, policy, log, this.timebase.clock(), modes, watch);
        deadlines = new Deadlines(robot.description().periodNanos());
    }

    /// Configures the robot and runs everything that a tick runs, faults included, until it is compiled: unconfigured
    /// to inactive. Takes seconds.
    ///
    /// @throws BusException when a device is missing or is another one
    public void prepare() {
        robot.configure();
        new WarmUp(robot, contract, policy, timebase, log.bus()).run();
        modes.configured();
        log.bus().prepared();
    }

    /// Ticks until a stop is asked for; then, or when anything is thrown, stops the robot.
    @Override
    public void run() {
        long period = robot.description().periodNanos();
        int missed = 0;
        try {
            long due = timebase.clock().nanos();
            while (!requests.stop().requested()) {
                timebase.clock().sleepUntil(due);
                tick.run(due, missed);
                long next = deadlines.after(due, timebase.clock().nanos());
                missed = deadlines.missed();
                timebase.pace().advance(period, next - due);
                due = next;
            }
        } finally {
            tick.end(missed);
        }
    }

    /// Makes the devices ready for a gate that may leave its fault.
    ///
    /// @return whether they are
    private boolean resetDevices() {
        if (tick.supervisorTripped()) {
            watch.supervisor().reset(); // takes one of its looks: asked again in the next tick
            requests.operator().reset();
            return false;
        }
        try {
            boolean renewed = false;
            if (robot.lifecycle() == Lifecycle.FAULT) {
                renewed = robot.reset();
                watch.supervisor().reset(); // which may have found that setting devices up took too long
            }
            resetRefusal = "";
            again = renewed && !again;
            if (again) {
                requests.operator().reset(); // this tick's readings are from before: asked again in the next, once
            }
            return !again;
        } catch (BusException missing) {
            resetRefusal = String.valueOf(missing.getMessage());
            return false;
        }
    }

    /// {@return why the last reset was refused, when a device did not answer; of any thread}
    public Optional<String> resetRefusal() {
        return Optional.of(resetRefusal).filter(why -> !why.isEmpty());
    }

    /// {@return what the robot is doing; of any thread}
    public Mode mode() {
        return modes.mode();
    }

    /// {@return ticks done; once the loop has ended}
    public long ticks() {
        return tick.count();
    }

    /// {@return ticks skipped because their time had passed; once the loop has ended}
    public long missed() {
        return deadlines.missedInAll();
    }

    /// {@return the timing of all ticks; once the loop has ended}
    public TickStatistics statistics() {
        return tick.statistics();
    }
}
