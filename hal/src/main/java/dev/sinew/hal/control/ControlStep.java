package dev.sinew.hal.control;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.JointTargets;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.safety.ArmingState;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.SafetyGate;
import dev.sinew.hal.safety.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The only control step there is: the training environment, the emulated robot, the real robot and the replay all
/// run this one, and equal readings and actions give equal bits in each of them.
///
/// ```text
/// readings → gate.inspect → attitude filter → observation │ policy │ action → wanted targets → gate.judge → safe
/// targets
/// ```
///
/// The readings are inspected first, so that a spike or what is not a number never reaches the filter or the policy.
/// The previous action that the policy sees is the one whose targets are in force: zeros until the robot is armed,
/// and unchanged while the gate holds. One thread; no tick allocates or throws, whatever the readings and the action
/// are.
public final class ControlStep {
    private final SafetyGate gate;
    private final AttitudeFilter filter;
    private final ObservationEncoder encoder;
    private final ActionDecoder decoder;
    private final JointTargets wanted;
    private final float[] previousAction;
    private final float[] observation;
    private final float[] action;

    /// A control step of a disarmed robot whose attitude is not known yet.
    ///
    /// @param robot the robot as its own files describe it
    /// @param contract of the policy; refused when it was made for another robot
    public ControlStep(RobotDescription robot, PolicyContract contract) {
        if (!contract.robot().equals(robot)) {
            throw new IllegalArgumentException("contract must describe the robot '" + robot.name()
                    + "' as its own files do, was made for another '"
                    + contract.robot().name() + "'");
        }
        gate = new SafetyGate(robot);
        filter = new AttitudeFilter(robot);
        encoder = new ObservationEncoder(contract);
        decoder = new ActionDecoder(contract);
        wanted = new JointTargets(robot.joints().size());
        previousAction = new float[contract.actionSize()];
        observation = new float[contract.observationSize()];
        action = new float[contract.actionSize()];
    }

    /// Does a whole tick with a policy that answers at once.
    ///
    /// @param readings what the sensors said
    /// @param policy asked in every tick, armed or not
    /// @return the targets that may reach the actuators, valid until the next tick
    public SafeTargets tick(RobotState readings, Policy policy) {
        observe(readings, observation, 0);
        boolean usable = policy.act(observation, action);
        return command(action, 0, usable);
    }

    /// First half of a tick: readings to observation.
    ///
    /// @param readings what the sensors said
    /// @param observation `[observationSize]` from `offset` on, filled
    /// @param offset first float to fill
    public void observe(RobotState readings, float[] observation, int offset) {
        RobotState accepted = gate.inspect(readings);
        AttitudeEstimate attitude = filter.update(accepted);
        encoder.encode(accepted, attitude, previousAction, observation, offset);
    }

    /// Second half of a tick: action to safe targets.
    ///
    /// @param action `[actionSize]` from `offset` on, −1 to 1
    /// @param offset first float of the action
    /// @param usable whether the policy says that the action may be used
    /// @return the targets that may reach the actuators, valid until the next tick
    public SafeTargets command(float[] action, int offset, boolean usable) {
        decoder.decode(action, offset, wanted);
        SafeTargets safe = gate.judge(filter.estimate(), wanted, usable);
        if (gate.state() != ArmingState.ARMED) {
            Arrays.fill(previousAction, 0);
        } else if (safe.verdict() != Verdict.HOLD) {
            for (int j = 0; j < previousAction.length; j++) {
                previousAction[j] = Math.clamp(action[offset + j], -1, 1);
            }
        }
        return safe;
    }

    /// Forgets everything and disarms. For simulated episodes; a robot never calls it, since it also forgets a
    /// latched fault.
    public void reset() {
        gate.reset();
        filter.reset();
        encoder.reset();
        Arrays.fill(previousAction, 0);
    }

    /// Forgets everything and starts armed, as a robot is on the tick of arming, in the middle of a motion. **For
    /// simulated episodes only**: a robot arms through its gate, the arming rule and the calibration of its filter.
    ///
    /// @param gravity direction of gravity in the base frame as the filter would have it, unit vector, `[3]`
    /// @param gyroscopeBias as calibration would have found it, its error included, rad/s, `[3]`
    public void startArmed(double[] gravity, double[] gyroscopeBias) {
        reset();
        gate.startArmed();
        filter.start(gravity, gyroscopeBias);
    }

    /// {@return the attitude as of the last [#observe]; the same object each time}
    public AttitudeEstimate attitude() {
        return filter.estimate();
    }

    /// {@return the readings that the gate let through in the last [#observe]; the same object each time}
    public RobotState readings() {
        return gate.accepted();
    }

    /// {@return the gate, for requests, reports and counts}
    public SafetyGate gate() {
        return gate;
    }

    /// Writes everything that decides what comes next, also between the two halves of a tick.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        gate.save(out);
        filter.save(out);
        encoder.save(out);
        for (float entry : previousAction) {
            out.writeFloat(entry);
        }
    }

    /// Takes over what [#save] wrote; from here on ticks are equal bit for bit.
    ///
    /// @param in what save wrote, from a control step of the same robot and contract
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        gate.restore(in);
        filter.restore(in);
        encoder.restore(in);
        for (int j = 0; j < previousAction.length; j++) {
            previousAction[j] = in.readFloat();
        }
    }
}
