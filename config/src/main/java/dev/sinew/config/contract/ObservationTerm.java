package dev.sinew.config.contract;

/// One part of the observation. The order of the terms in the contract is their order in the vector; a term with
/// history takes its whole block for the newest tick, then the block of the tick before, and so on.
public sealed interface ObservationTerm {
    /// {@return how its numbers become floats}
    Encoding encoding();

    /// Lean of the base about y, rad, positive forward, `[1]`.
    ///
    /// @param encoding of the number
    record Tilt(Encoding encoding) implements ObservationTerm {}

    /// Angular velocity of the base about y without gyroscope bias, rad/s, `[1]`.
    ///
    /// @param encoding of the number
    record TiltRate(Encoding encoding) implements ObservationTerm {}

    /// Angular velocity of the base about z without gyroscope bias, rad/s, `[1]`.
    ///
    /// @param encoding of the number
    record YawRate(Encoding encoding) implements ObservationTerm {}

    /// Joint angles `sign · (angle − default position)`, rad, `[joints]`.
    ///
    /// @param encoding of each number
    record JointPosition(Encoding encoding) implements ObservationTerm {}

    /// Joint velocities `sign · velocity`, rad/s, `[joints]`.
    ///
    /// @param encoding of each number
    record JointVelocity(Encoding encoding) implements ObservationTerm {}

    /// The action of the tick before as the policy gave it, held within −1 to 1, `[joints]`; zeros at the start.
    ///
    /// @param encoding of each number
    record PreviousAction(Encoding encoding) implements ObservationTerm {}

    /// {@return the name in files}
    default String name() {
        return form().name();
    }

    /// {@return the unit of its numbers before scaling; `1` for numbers without one}
    default String unit() {
        return form().unit();
    }

    /// {@return what its numbers are measured in}
    default Frame frame() {
        return form().frame();
    }

    /// {@return floats of one tick}
    ///
    /// @param joints of the robot
    default int width(int joints) {
        return form().perJoint() ? joints : 1;
    }

    /// {@return floats it takes in the observation, history included}
    ///
    /// @param joints of the robot
    default int size(int joints) {
        return width(joints) * encoding().history();
    }

    private TermForm form() {
        return switch (this) {
            case Tilt tilt -> new TermForm("tilt", "rad", Frame.BASE, false);
            case TiltRate rate -> new TermForm("tilt_rate", "rad/s", Frame.BASE, false);
            case YawRate rate -> new TermForm("yaw_rate", "rad/s", Frame.BASE, false);
            case JointPosition position -> new TermForm("joint_position", "rad", Frame.JOINT, true);
            case JointVelocity velocity -> new TermForm("joint_velocity", "rad/s", Frame.JOINT, true);
            case PreviousAction action -> new TermForm("previous_action", "1", Frame.ACTION, true);
        };
    }
}
