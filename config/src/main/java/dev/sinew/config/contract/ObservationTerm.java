package dev.sinew.config.contract;

import dev.sinew.config.contract.TermForm.Per;
import dev.sinew.config.robot.RobotDescription;
import java.util.Optional;

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

    /// The angle of one joint `sign · (angle − default position)`, rad, `[1]`.
    ///
    /// @param joint its name
    /// @param encoding of the number
    record OneJointPosition(String joint, Encoding encoding) implements ObservationTerm {}

    /// Sine of that angle, `[1]`: with the cosine the place of a joint that turns on and on.
    ///
    /// @param joint its name
    /// @param encoding of the number
    record JointSine(String joint, Encoding encoding) implements ObservationTerm {}

    /// Cosine of that angle, `[1]`.
    ///
    /// @param joint its name
    /// @param encoding of the number
    record JointCosine(String joint, Encoding encoding) implements ObservationTerm {}

    /// Joint velocities `sign · velocity`, rad/s, `[joints]`.
    ///
    /// @param encoding of each number
    record JointVelocity(Encoding encoding) implements ObservationTerm {}

    /// The action of the tick before as the policy gave it, held within −1 to 1, `[driven joints]`; zeros at the start.
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
    /// @param robot that it is about
    default int width(RobotDescription robot) {
        return switch (form().per()) {
            case ROBOT -> 1;
            case JOINT -> robot.joints().size();
            case DRIVEN_JOINT -> robot.driven().length;
        };
    }

    /// {@return the one joint it is about; empty for a term about all of them or about none}
    default Optional<String> onlyJoint() {
        return switch (this) {
            case OneJointPosition one -> Optional.of(one.joint);
            case JointSine one -> Optional.of(one.joint);
            case JointCosine one -> Optional.of(one.joint);
            case Tilt tilt -> Optional.empty();
            case TiltRate rate -> Optional.empty();
            case YawRate rate -> Optional.empty();
            case JointPosition position -> Optional.empty();
            case JointVelocity velocity -> Optional.empty();
            case PreviousAction action -> Optional.empty();
        };
    }

    /// {@return whether it comes from the IMU}
    default boolean needsImu() {
        return form().frame() == Frame.BASE;
    }

    /// {@return floats it takes in the observation, history included}
    ///
    /// @param robot that it is about
    default int size(RobotDescription robot) {
        return width(robot) * encoding().history();
    }

    private TermForm form() {
        return switch (this) {
            case Tilt tilt -> new TermForm("tilt", "rad", Frame.BASE, Per.ROBOT);
            case TiltRate rate -> new TermForm("tilt_rate", "rad/s", Frame.BASE, Per.ROBOT);
            case YawRate rate -> new TermForm("yaw_rate", "rad/s", Frame.BASE, Per.ROBOT);
            case JointPosition position -> new TermForm("joint_position", "rad", Frame.JOINT, Per.JOINT);
            case OneJointPosition position -> new TermForm("one_joint_position", "rad", Frame.JOINT, Per.ROBOT);
            case JointSine sine -> new TermForm("joint_sine", "1", Frame.JOINT, Per.ROBOT);
            case JointCosine cosine -> new TermForm("joint_cosine", "1", Frame.JOINT, Per.ROBOT);
            case JointVelocity velocity -> new TermForm("joint_velocity", "rad/s", Frame.JOINT, Per.JOINT);
            case PreviousAction action -> new TermForm("previous_action", "1", Frame.ACTION, Per.DRIVEN_JOINT);
        };
    }
}
