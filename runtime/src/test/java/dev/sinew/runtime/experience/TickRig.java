package dev.sinew.runtime.experience;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.Arrays;

/// Ticks of an armed robot that stands upright: the real control step and gate, records filled as the loop fills them.
final class TickRig {
    /// How old the observation is when the targets are written, ns.
    static final long AGE = 5_250_000;

    private static final long PERIOD = 10_000_000;
    private static final double[] UPRIGHT = {0, 0, -1};

    private final PolicyContract contract;
    private final ControlStep step;
    private final TickRecord record;
    private final RobotState state;
    private final float[] observation;
    private final float[] action;
    private long number;
    private int missed;

    TickRig(PolicyContract contract) {
        this.contract = contract;
        step = new ControlStep(contract.robot(), contract);
        record = new TickRecord(TickLayout.of(contract));
        state = new RobotState(contract.joints().size());
        observation = new float[contract.observationSize()];
        action = new float[contract.actionSize()];
        arm();
    }

    /// Begins a motion in the middle, armed.
    void arm() {
        step.startArmed(UPRIGHT, new double[3]);
    }

    /// The last record; the same object each time.
    TickRecord record() {
        return record;
    }

    /// Before the next tick some are missed.
    void missed(int ticks) {
        missed = ticks;
    }

    /// A tick with an action.
    TickRecord tick(float entry) {
        return fill(record, entry, true, 0, -1);
    }

    /// As [#tick], in a record of a journal.
    void tickInto(TickRecord out) {
        fill(out, 0.01f, true, 0, -1);
    }

    /// As [#tick], in a record of its own.
    TickRecord copy(float entry) {
        return fill(new TickRecord(record.layout()), entry, true, 0, -1);
    }

    /// A tick whose action the policy calls unusable.
    TickRecord unusable(float entry) {
        return fill(record, entry, false, 0, -1);
    }

    /// A tick in which the gate stops the robot.
    TickRecord stoppedBy(Fault fault) {
        step.gate().raise(fault);
        return fill(record, 0.01f, true, 0, -1);
    }

    /// A tick in which an operator disarms.
    TickRecord disarmed() {
        step.gate().disarm();
        return fill(record, 0.01f, true, 2, -1);
    }

    /// A tick in which something is asked for that changes nothing in the loop.
    TickRecord asked(int requests) {
        return fill(record, 0.01f, true, requests, -1);
    }

    /// A tick in which the time of the episode is up.
    TickRecord ended() {
        step.gate().disarm();
        return fill(record, 0.01f, true, OperatorRequests.END_EPISODE, -1);
    }

    /// A tick that is not driven, in a mode.
    TickRecord in(Mode mode) {
        step.gate().disarm();
        return fill(record, 0.01f, true, 0, mode.code());
    }

    private TickRecord fill(TickRecord out, float entry, boolean usable, int asked, int mode) {
        long due = 1_000_000_000 + number * PERIOD;
        read(due);
        step.observe(state, observation, 0);
        Arrays.fill(action, entry);
        SafeTargets safe = step.command(action, 0, usable);
        out.begin(number, due, due, missed);
        out.readings(state, due + 100_000);
        out.acted(step.attitude(), observation, action, usable);
        out.asked(asked, false);
        out.actedAt(due + 200_000, 0);
        out.written(safe, mode >= 0 ? mode : mode(), due - 5_000_000 + AGE);
        number++;
        missed = 0;
        return out;
    }

    private void read(long due) {
        state.timeNanos(due - 5_000_000);
        state.specificForce()[2] = 9.81 + 0.001 * (number % 7); // an IMU that repeats itself is frozen
        state.angularVelocity()[1] = 0.001 * (number % 5);
        for (int joint = 0; joint < contract.joints().size(); joint++) {
            state.position()[joint] = 0.001 * number;
            state.velocity()[joint] = 0.1;
        }
        state.supply(11.1, 0.4);
    }

    private int mode() {
        return switch (step.gate().state()) {
            case DISARMED -> new Mode.Inactive().code();
            case ARMING -> new Mode.Arming().code();
            case ARMED -> new Mode.Active().code();
            case FAULT -> new Mode.Faulted(step.gate().fault()).code();
        };
    }
}
