package dev.sinew.runtime.loop;

import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.control.Policy;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.Robot;
import dev.sinew.hal.safety.ArmingState;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.ModeMachine;

/// One tick: sensor bytes to actuator bytes, then the bookkeeping. Allocates nothing, takes no lock, logs nothing.
final class Tick {
    private final Robot robot;
    private final ControlStep step;
    private final Policy policy;
    private final TickLog log;
    private final MonotonicClock clock;
    private final ModeMachine modes;
    private final Watch watch;
    private final long period;
    private final RobotState state;
    private final float[] observation;
    private final float[] action;
    private final TickStatistics statistics = new TickStatistics();
    private long number;
    private long rejected;
    private boolean tripped;
    private int asked;
    private int answering;

    Tick(
            Robot robot,
            ControlStep step,
            Policy policy,
            TickLog log,
            MonotonicClock clock,
            ModeMachine modes,
            Watch watch) {
        this.robot = robot;
        this.step = step;
        this.policy = policy;
        this.log = log;
        this.clock = clock;
        this.modes = modes;
        this.watch = watch;
        period = robot.description().periodNanos();
        state = new RobotState(robot.description().joints().size());
        observation = new float[log.journal().layout().observationSize()];
        action = new float[log.journal().layout().actionSize()];
    }

    /// @param due deadline, ns
    /// @param missed ticks skipped just before
    void run(long due, int missed) {
        long woke = clock.nanos();
        TickRecord record = log.journal().claim();
        record.begin(number, due, woke, missed);
        log.bus().begin(record);

        robot.read(state); // sensor bytes → readings
        step.observe(state, observation, 0); // readings → observation
        long read = clock.nanos();
        answering = policy.begin(modes.mode() instanceof Mode.Active); // another policy may answer from here on
        boolean usable = policy.act(observation, action); // observation → action
        long acted = clock.nanos();
        int late = latePeriods(acted - read);
        SafeTargets safe = judge(usable, late); // action → targets that may reach an actuator
        Mode mode = modes.follow();
        drive(safe); // targets → actuator bytes
        long written = clock.nanos();

        log.bus().end();
        record.readings(state, read);
        record.policy(answering);
        record.acted(step.attitude(), observation, action, usable);
        noteSpike(record);
        record.asked(asked, tripped);
        record.actedAt(acted, late);
        record.written(safe, mode.code(), written);
        statistics.add(record);
        log.journal().publish();
        watch.heartbeat().beat();
        number++;
    }

    private void noteSpike(TickRecord record) {
        if (step.gate().rejectedReadings() != rejected) {
            rejected = step.gate().rejectedReadings();
            record.rejected();
        }
    }

    /// {@return whole periods that the policy took}
    private int latePeriods(long took) {
        return (int) Math.min(took / period, Integer.MAX_VALUE);
    }

    private SafeTargets judge(boolean usable, int latePeriods) {
        step.gate().policyLate(latePeriods);
        tripped = watch.supervisor().tripped();
        if (tripped) {
            step.gate().raise(Fault.LOOP_STALLED);
            takeSupplyBack();
        }
        asked = modes.request();
        return step.command(action, 0, usable);
    }

    /// Here the loop ticks again. A robot that is driven, or was when a fault stopped it, waits for an operator. One
    /// that is not is left without the supply until it is activated, which the gate grants to a loop that kept ticking.
    private void takeSupplyBack() {
        ArmingState state = step.gate().state();
        if (state == ArmingState.DISARMED || state == ArmingState.ARMING) {
            watch.supervisor().reset();
        }
    }

    private void drive(SafeTargets safe) {
        boolean armedNow = safe.verdict() != Verdict.STOP && robot.lifecycle() == Lifecycle.INACTIVE;
        if (armedNow && robot.activate() != Outcome.DONE) {
            step.gate().raise(Fault.ACTUATOR_STALE); // latches in the next tick; nothing has been driven yet
            return;
        }
        robot.write(safe); // what fails here shows in the next readings
    }

    /// Stops the robot as its description says, whatever happened, and leaves a last record.
    ///
    /// @param missed ticks skipped just before
    void end(int missed) {
        long now = clock.nanos();
        TickRecord record = log.journal().claim();
        try {
            record.begin(number, now, now, missed);
            log.bus().begin(record);
        } finally {
            robot.stop(robot.description().safety().stop());
        }
        long done = clock.nanos();
        log.bus().end();
        modes.stop();
        SafeTargets rest = step.command(action, 0, true);
        record.readings(state, now);
        record.policy(answering);
        record.acted(step.attitude(), observation, action, true);
        record.actedAt(now, 0);
        record.written(rest, modes.mode().code(), done);
        log.journal().publish();
        log.journal().close();
    }

    /// {@return whether the supervisor had taken the supply away, as this tick found it}
    boolean supervisorTripped() {
        return tripped;
    }

    /// {@return ticks done}
    long count() {
        return number;
    }

    TickStatistics statistics() {
        return statistics;
    }
}
