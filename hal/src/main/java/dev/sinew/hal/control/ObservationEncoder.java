package dev.sinew.hal.control;

import dev.sinew.config.contract.Encoding;
import dev.sinew.config.contract.JointConvention;
import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.ObservationTerm.JointCosine;
import dev.sinew.config.contract.ObservationTerm.JointPosition;
import dev.sinew.config.contract.ObservationTerm.JointSine;
import dev.sinew.config.contract.ObservationTerm.JointVelocity;
import dev.sinew.config.contract.ObservationTerm.OneJointPosition;
import dev.sinew.config.contract.ObservationTerm.PreviousAction;
import dev.sinew.config.contract.ObservationTerm.Tilt;
import dev.sinew.config.contract.ObservationTerm.TiltRate;
import dev.sinew.config.contract.ObservationTerm.YawRate;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Turns readings, attitude and the previous action into the observation that a contract describes.
///
/// A term with history takes one block per tick, the newest first. On the first tick after a reset all blocks of a
/// term hold that tick's values, as if the robot had stood that way. One thread; no tick allocates.
public final class ObservationEncoder {
    private final ObservationTerm[] terms;
    private final int[] widths;
    /// Index of the one joint that a term is about; 0 for a term about another number of them.
    private final int[] joints;

    private final int[] starts;
    private final int[] signs;
    private final double[] defaultPositions;
    /// The observation as of the last tick: history needs no other place.
    private final float[] window;

    private boolean started;

    /// An encoder that has seen nothing.
    ///
    /// @param contract whose terms it encodes
    public ObservationEncoder(PolicyContract contract) {
        List<String> names = contract.robot().jointNames();
        terms = contract.observation().toArray(ObservationTerm[]::new);
        widths = new int[terms.length];
        joints = new int[terms.length];
        starts = new int[terms.length];
        int start = 0;
        for (int t = 0; t < terms.length; t++) {
            widths[t] = terms[t].width(contract.robot());
            joints[t] = terms[t].onlyJoint().map(names::indexOf).orElse(0);
            starts[t] = start;
            start += terms[t].size(contract.robot());
        }
        window = new float[start];
        signs = contract.joints().stream().mapToInt(JointConvention::sign).toArray();
        defaultPositions = contract.joints().stream()
                .mapToDouble(JointConvention::defaultPosition)
                .toArray();
    }

    /// Encodes one tick.
    ///
    /// @param state readings that the safety gate let through
    /// @param attitude the estimate of the same tick
    /// @param previousAction the action before, −1 to 1, `[driven joints]`
    /// @param observation `[observation]` from `offset` on, filled
    /// @param offset first float to fill
    public void encode(
            RobotState state, AttitudeEstimate attitude, float[] previousAction, float[] observation, int offset) {
        for (int t = 0; t < terms.length; t++) {
            Encoding encoding = terms[t].encoding();
            int start = starts[t];
            int width = widths[t];
            System.arraycopy(window, start, window, start + width, width * (encoding.history() - 1));
            for (int i = 0; i < width; i++) {
                window[start + i] = encoding.encode(value(terms[t], joints[t] + i, state, attitude, previousAction));
            }
            for (int block = 1; !started && block < encoding.history(); block++) {
                System.arraycopy(window, start, window, start + block * width, width);
            }
        }
        started = true;
        System.arraycopy(window, 0, observation, offset, window.length);
    }

    private double value(
            ObservationTerm term, int i, RobotState state, AttitudeEstimate attitude, float[] previousAction) {
        return switch (term) {
            case Tilt tilt -> attitude.tilt();
            case TiltRate rate -> attitude.tiltRate();
            case YawRate rate -> attitude.angularVelocity()[2];
            case JointPosition position -> signs[i] * (state.position()[i] - defaultPositions[i]);
            case OneJointPosition position -> signs[i] * (state.position()[i] - defaultPositions[i]);
            case JointSine sine -> Circle.sine(signs[i] * (state.position()[i] - defaultPositions[i]));
            case JointCosine cosine -> Circle.cosine(signs[i] * (state.position()[i] - defaultPositions[i]));
            case JointVelocity velocity -> signs[i] * state.velocity()[i];
            case PreviousAction before -> previousAction[i];
        };
    }

    /// Forgets the history.
    public void reset() {
        Arrays.fill(window, 0);
        started = false;
    }

    /// Writes the history.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(started);
        for (float value : window) {
            out.writeFloat(value);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from an encoder of the same contract
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        started = in.readBoolean();
        for (int i = 0; i < window.length; i++) {
            window[i] = in.readFloat();
        }
    }
}
