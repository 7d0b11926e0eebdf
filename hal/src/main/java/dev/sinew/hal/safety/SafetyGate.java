package dev.sinew.hal.safety;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.ImuLimits;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Stands between what a policy wants and what an actuator gets, and is the only maker of [SafeTargets].
///
/// Each tick has two halves: [#inspect] before anything uses the readings, [#judge] once the targets are wanted. In
/// between the host may [#raise] a fault it found itself or say that the policy was late. Neither half throws or
/// allocates, whatever the readings and the targets are. A fault latches with its reason; a reset needs the cause
/// gone and a request made after that. This is fault handling, not certified functional safety.
///
/// One thread.
public final class SafetyGate {
    private final ArmingCheck arming;
    private final ReadingMonitor monitor;
    private final TargetLimiter limiter;
    private final SafeTargets targets;
    private final double lowestUpright;
    private final int latePolicyTicks;

    private ArmingState state = ArmingState.DISARMED;
    private Fault fault = Fault.NONE;
    private boolean armRequested;
    private boolean resetRequested;
    private boolean inspected;
    private int raised;
    private int latePeriods;
    private int lateInARow;
    private long limitedTicks;
    private long heldTicks;
    private long lateTicks;

    /// A disarmed gate.
    ///
    /// @param robot whose limits it keeps
    public SafetyGate(RobotDescription robot) {
        int rampTicks = (int) Math.ceil(robot.arming().rampSeconds() * robot.rateHertz() - 1e-9);
        targets = new SafeTargets(robot.joints().size());
        monitor = new ReadingMonitor(robot, rampTicks);
        limiter = new TargetLimiter(robot, targets, rampTicks);
        arming = new ArmingCheck(robot);
        double tilt = robot.safety().imu().map(ImuLimits::tilt).orElse(Math.PI); // without an IMU there is none to see
        lowestUpright = StrictMath.cos(Math.min(tilt, Math.PI));
        latePolicyTicks = robot.safety().latePolicyTicks();
    }

    /// Looks at one tick's readings: first half of a tick.
    ///
    /// @param readings what the sensors said
    /// @return the last good readings, free of spikes and of what is not a number: what the attitude filter and the
    ///     policy may see. The same object each time
    public RobotState inspect(RobotState readings) {
        monitor.check(readings, targets, state == ArmingState.ARMED);
        inspected = true;
        return monitor.accepted();
    }

    /// {@return the readings as of the last [#inspect]; the same object each time}
    public RobotState accepted() {
        return monitor.accepted();
    }

    /// Says that the policy's answer came too late to be used in this tick. The last targets are held, and the robot
    /// stops when the answers of ticks in a row are late for longer than `latePolicyTicks`.
    ///
    /// @param periods how many periods late, at least 1; less is ignored
    public void policyLate(int periods) {
        latePeriods = Math.max(latePeriods, periods);
    }

    /// Reports a fault that the host found; the coming judgement stops the robot. While it waits to arm nothing is
    /// driven: there [Fault#LOOP_STALLED] latches nothing, and the arming rule has to hold anew, for the loop to have
    /// ticked through all of it.
    ///
    /// @param found the fault; [Fault#NONE] does nothing
    public void raise(Fault found) {
        raised |= found.bit();
    }

    /// Asks to arm. From now on the robot arms once the arming rule has held without a break; the emergency stop ends
    /// the wait with a fault, and [#disarm] ends it without. Means nothing after a fault until that is reset.
    public void requestArm() {
        armRequested = true;
    }

    /// Asks to leave a latched fault. Counts for the coming judgement only: where the cause is still there then, the
    /// request is void and a new one is needed.
    public void requestReset() {
        resetRequested = true;
    }

    /// Stops the robot without a fault. A latched fault stays.
    public void disarm() {
        armRequested = false;
        if (state != ArmingState.FAULT) {
            state = ArmingState.DISARMED;
        }
    }

    /// Forgets everything, counts excepted, and disarms. For simulated episodes; a robot never calls it, since it
    /// also forgets a latched fault.
    public void reset() {
        monitor.reset();
        arming.reset();
        limiter.rest(monitor.accepted());
        targets.conclude(Verdict.STOP, Fault.NONE);
        state = ArmingState.DISARMED;
        fault = Fault.NONE;
        armRequested = false;
        resetRequested = false;
        inspected = false;
        raised = 0;
        latePeriods = 0;
        lateInARow = 0;
    }

    /// Forgets everything, counts excepted, and is armed at once, with the ramp still to come: what a robot is on the
    /// tick of arming. **For simulated episodes only**; a robot arms through [#requestArm] and the arming rule.
    public void startArmed() {
        reset();
        state = ArmingState.ARMED;
    }

    /// Judges what is wanted: second half of a tick. Without an [#inspect] before it in this tick there are no
    /// readings to judge by, which stops an armed robot.
    ///
    /// @param attitude what the attitude filter made of the accepted readings
    /// @param wanted targets in joint order
    /// @param usable whether the policy says that its answer may be used
    /// @return the targets that may reach the actuators, valid until the next judgement; the same object each time
    public SafeTargets judge(AttitudeEstimate attitude, JointTargets wanted, boolean usable) {
        int causes = causes(attitude, wanted, usable);
        switch (state) {
            case DISARMED -> disarmed();
            case ARMING -> arming(attitude, causes, wanted);
            case ARMED -> armed(causes, wanted);
            case FAULT -> faulted(causes);
        }
        armRequested = false;
        resetRequested = false;
        inspected = false;
        raised = 0;
        latePeriods = 0;
        return targets;
    }

    private int causes(AttitudeEstimate attitude, JointTargets wanted, boolean usable) {
        int causes = monitor.causes() | raised;
        if (!inspected) {
            causes |= Fault.READING_INVALID.bit();
        }
        // the whole lean, to the side as well; written so that what is not a number counts as a fall
        if (!(-attitude.gravity()[2] >= lowestUpright)) {
            causes |= Fault.TILT.bit();
        }
        if (!usable) {
            causes |= Fault.POLICY_UNUSABLE.bit();
        } else if (!finite(wanted)) {
            causes |= Fault.TARGET_INVALID.bit();
        }
        lateInARow = latePeriods > 0 ? Math.min(lateInARow, latePolicyTicks) + Math.min(latePeriods, 1 << 20) : 0;
        if (lateInARow > latePolicyTicks) {
            causes |= Fault.POLICY_LATE.bit();
        }
        return causes;
    }

    private boolean finite(JointTargets wanted) {
        boolean finite = wanted.size() == targets.size();
        for (int j = 0; finite && j < targets.size(); j++) {
            finite = Double.isFinite(wanted.get(j));
        }
        return finite;
    }

    private void disarmed() {
        limiter.rest(monitor.accepted());
        targets.conclude(Verdict.STOP, Fault.NONE);
        if (armRequested) {
            state = ArmingState.ARMING;
            arming.reset();
        }
    }

    private void arming(AttitudeEstimate attitude, int causes, JointTargets wanted) {
        limiter.rest(monitor.accepted());
        targets.conclude(Verdict.STOP, Fault.NONE);
        if ((causes & Fault.EMERGENCY_STOP.bit()) != 0 || (raised & ~Fault.LOOP_STALLED.bit()) != 0) {
            latch(causes);
        } else if (arming.holds(attitude, monitor.accepted(), causes == 0 && !monitor.missing() && lateInARow == 0)) {
            state = ArmingState.ARMED;
            monitor.undriven();
            follow(wanted);
        }
    }

    private void armed(int causes, JointTargets wanted) {
        lateTicks += lateInARow > 0 ? 1 : 0;
        if (causes != 0) {
            latch(causes);
        } else if (monitor.missing() || lateInARow > 0) {
            heldTicks++;
            limiter.advance();
            targets.conclude(Verdict.HOLD, Fault.NONE);
        } else {
            follow(wanted);
        }
    }

    private void follow(JointTargets wanted) {
        boolean limited = limiter.follow(wanted, monitor.accepted());
        limiter.advance();
        limitedTicks += limited ? 1 : 0;
        targets.conclude(limited ? Verdict.LIMITED : Verdict.PASS, Fault.NONE);
    }

    private void latch(int causes) {
        state = ArmingState.FAULT;
        fault = Fault.first(causes);
        limiter.stop();
        targets.conclude(Verdict.STOP, fault);
    }

    private void faulted(int causes) {
        if (resetRequested && causes == 0 && !monitor.missing() && lateInARow == 0) {
            fault = Fault.NONE;
            state = ArmingState.DISARMED;
        }
        targets.conclude(Verdict.STOP, fault);
    }

    /// {@return how far the robot is from being driven}
    public ArmingState state() {
        return state;
    }

    /// {@return the latched fault, [Fault#NONE] when there is none}
    public Fault fault() {
        return fault;
    }

    /// {@return the targets of the last judgement}
    public SafeTargets targets() {
        return targets;
    }

    /// {@return ticks whose targets were changed by a limit}
    public long limitedTicks() {
        return limitedTicks;
    }

    /// {@return ticks in which the last targets were held}
    public long heldTicks() {
        return heldTicks;
    }

    /// {@return ticks of an armed robot in which the policy was late}
    public long lateTicks() {
        return lateTicks;
    }

    /// {@return IMU readings rejected as a spike}
    public long rejectedReadings() {
        return monitor.spikes();
    }

    /// Writes everything that decides what comes next, also between the two halves of a tick.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeInt(state.code());
        out.writeInt(fault.code());
        out.writeInt(targets.verdict().code());
        out.writeBoolean(armRequested);
        out.writeBoolean(resetRequested);
        out.writeBoolean(inspected);
        out.writeInt(raised);
        out.writeInt(latePeriods);
        out.writeInt(lateInARow);
        out.writeLong(limitedTicks);
        out.writeLong(heldTicks);
        out.writeLong(lateTicks);
        arming.save(out);
        monitor.save(out);
        limiter.save(out);
    }

    /// Takes over what [#save] wrote; from here on judgements are equal bit for bit.
    ///
    /// @param in what save wrote, from a gate of the same robot
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        reset();
        state = ArmingState.of(in.readInt());
        fault = Fault.of(in.readInt());
        targets.conclude(Verdict.of(in.readInt()), fault);
        armRequested = in.readBoolean();
        resetRequested = in.readBoolean();
        inspected = in.readBoolean();
        raised = in.readInt();
        latePeriods = in.readInt();
        lateInARow = in.readInt();
        limitedTicks = in.readLong();
        heldTicks = in.readLong();
        lateTicks = in.readLong();
        arming.restore(in);
        monitor.restore(in);
        limiter.restore(in);
    }
}
