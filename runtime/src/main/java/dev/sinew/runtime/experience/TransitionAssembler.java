package dev.sinew.runtime.experience;

import dev.sinew.config.contract.ActionMapping;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.experience.Mark;
import dev.sinew.config.experience.Transition;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Makes transitions of tick records: a tick in which the policy drove the robot and the tick after it. The same
/// steps as in training:
///
/// | the tick after it                                                        | the transition               |
/// |--------------------------------------------------------------------------|------------------------------|
/// | the policy drives on                                                     | goes on                      |
/// | the gate stops the robot for its motion (tilt, over speed, over travel)  | goes on, see below            |
/// | any other stop, disarmed                                                 | truncated                    |
/// | the run has ended: its last record has no readings of its own            | none, unless terminated      |
/// | it is not in the journal any more                                        | none                         |
///
/// A tick in which the gate stops the robot for its motion makes a transition of its own, which is terminated: as in
/// training the policy has answered once more, and the answer was not driven.
///
/// Once an operator has asked for it, the next episode is not for learning, or is again: no transitions are made of
/// it. A tick that an operator marked marks its transition; one in which an operator disarmed is an intervention, the
/// end of an episode's time is not.
///
/// One thread, but for [#unfinished]. Nothing is allocated.
public final class TransitionAssembler {
    private static final int ACTIVE = new Mode.Active().code();
    private static final int STOPPED = new Mode.Stopped().code();
    private static final long NONE = Long.MIN_VALUE;

    private final ExperienceSource source;
    private final Consumer<Transition> sink;
    private final Transition step;
    private final ActionMapping[] mappings;
    private final int[] joints;
    private final int[] signs;
    private final AtomicLong unfinished = new AtomicLong();
    private boolean open;
    private boolean wanted = true;
    private boolean learns;
    private boolean stops;
    private long drivenTick = NONE;
    private int episode = -1;

    /// An assembler that has seen nothing.
    ///
    /// @param source whose experience it is
    /// @param sink takes each transition, which is the assembler's again when it returns
    public TransitionAssembler(ExperienceSource source, Consumer<Transition> sink) {
        this.source = source;
        this.sink = sink;
        step = new Transition(source.shape(), source.policies().apply(0));
        mappings = source.contract().action().toArray(ActionMapping[]::new);
        joints = source.contract().robot().driven();
        signs = source.contract().joints().stream()
                .mapToInt(JointConvention::sign)
                .toArray();
    }

    /// Looks at the next record.
    ///
    /// @param tick its record
    public void look(TickRecord tick) {
        if (open) {
            finish(tick);
        }
        heed(tick.requests());
        boolean follows = drivenTick != NONE && tick.tick() == drivenTick + 1;
        if (tick.mode() == ACTIVE) {
            begin(tick, follows, false);
            drivenTick = tick.tick();
        } else {
            if (follows && stoppedForItsMotion(tick)) {
                begin(tick, true, true);
            }
            drivenTick = NONE;
        }
    }

    private void heed(int requests) {
        if ((requests & OperatorRequests.LEARN_OFF) != 0) {
            wanted = false;
        } else if ((requests & OperatorRequests.LEARN_ON) != 0) {
            wanted = true;
        }
    }

    private static boolean stoppedForItsMotion(TickRecord tick) {
        Fault fault = Fault.of(tick.fault());
        return fault == Fault.TILT || fault.byItsOwnMotion();
    }

    private void begin(TickRecord tick, boolean follows, boolean stop) {
        if (!follows) {
            episode++;
            learns = wanted;
            source.score().start(tick);
        }
        if (!learns) {
            return;
        }
        step.begin(tick.tick(), tick.due(), episode, source.policies().apply(tick.policy()));
        step.age(Math.max(0, tick.written() - tick.stateTime()));
        step.addFaults(seen(tick));
        Verdict verdict = Verdict.of(tick.verdict());
        step.mark(Mark.CLAMPED, verdict == Verdict.LIMITED);
        step.mark(Mark.HELD, verdict == Verdict.HOLD);
        step.mark(Mark.MARKED, (tick.requests() & OperatorRequests.MARK) != 0);
        for (int i = 0; i < step.observation().length; i++) {
            step.observation()[i] = tick.observation(i);
        }
        for (int k = 0; k < mappings.length; k++) {
            step.action()[k] = tick.action(k);
            step.executed()[k] = verdict == Verdict.PASS ? Math.clamp(tick.action(k), -1, 1) : executed(tick, k);
        }
        open = true;
        stops = stop;
    }

    /// {@return the action whose target is the one that reached the actuator}
    private float executed(TickRecord tick, int k) {
        int joint = joints[k];
        return (float) ((signs[joint] * tick.target(joint) - mappings[k].offset()) / mappings[k].scale());
    }

    private static int seen(TickRecord tick) {
        return bit(tick.fault() != 0, Fault.of(tick.fault()))
                | bit(tick.emergencyStop(), Fault.EMERGENCY_STOP)
                | bit(tick.supervisorTripped(), Fault.LOOP_STALLED)
                | bit(tick.imuFaultTicks() > 0, Fault.IMU_STALE)
                | bit(tick.encoderFaultTicks() > 0, Fault.ENCODER_STALE)
                | bit(tick.supplyFaultTicks() > 0, Fault.SUPPLY_STALE)
                | bit(tick.readingRejected(), Fault.IMU_SPIKE)
                | bit(!tick.usable(), Fault.POLICY_UNUSABLE)
                | bit(tick.latePeriods() > 0, Fault.POLICY_LATE);
    }

    private static int bit(boolean set, Fault fault) {
        return set ? 1 << fault.code() : 0;
    }

    private void finish(TickRecord after) {
        open = false;
        boolean end = after.mode() == STOPPED;
        if (after.tick() != step.tick() + 1 || (end && !stops)) {
            unfinished.incrementAndGet();
            return;
        }
        boolean drives = after.mode() == ACTIVE;
        step.mark(Mark.TERMINATED, stops);
        step.mark(Mark.TRUNCATED, !stops && !drives && !stoppedForItsMotion(after));
        boolean disarmed = (after.requests() & OperatorRequests.DISARM) != 0;
        step.mark(Mark.INTERVENTION, disarmed || after.emergencyStop());
        step.mark(Mark.STRETCHED, after.missed() > 0);
        step.addFaults(bit(after.fault() != 0, Fault.of(after.fault())));
        for (int i = 0; i < step.nextObservation().length; i++) {
            step.nextObservation()[i] = after.observation(i);
        }
        source.score().step(after, step, stops);
        step.reward((float) source.score().reward());
        for (int i = 0; i < step.rewardTerms().length; i++) {
            step.rewardTerms()[i] = (float) source.score().term(i);
        }
        if (step.sound()) {
            sink.accept(step);
        } else {
            unfinished.incrementAndGet();
        }
    }

    /// {@return steps of the policy that are no transition: the tick after them is missing or has no readings, or
    /// one of their numbers is not finite; of any thread}
    public long unfinished() {
        return unfinished.get();
    }
}
