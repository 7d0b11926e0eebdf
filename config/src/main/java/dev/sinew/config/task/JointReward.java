package dev.sinew.config.task;

import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.Locale;
import java.util.function.Function;

/// One term of the reward of a task about joints. θ is a joint's true angle, ω its true velocity. The reward of a tick
/// is the sum of its terms.
public sealed interface JointReward {
    /// `weight · (1 + cos(θ − at))/2`: all of it where the joint should be, nothing opposite, whatever the turns.
    ///
    /// @param joint its name
    /// @param at where it should be, rad
    /// @param weight for each tick
    record Cosine(String joint, double at, double weight) implements JointReward {}

    /// `weight` in a tick that ends with θ within some distance of a place (whole turns do not count) and |ω| below a
    /// bound, else 0: being there and staying there.
    ///
    /// @param joint its name
    /// @param at where it should be, rad
    /// @param within farthest distance, rad
    /// @param slower highest speed, rad/s
    /// @param weight for each such tick
    record Near(String joint, double at, double within, double slower, double weight) implements JointReward {}

    /// `−weight · (θ − at)²`.
    ///
    /// @param joint its name
    /// @param at where it should be, rad
    /// @param weight per rad²
    record Angle(String joint, double at, double weight) implements JointReward {}

    /// `−weight · max(0, |θ| − limit)²`: a soft limit.
    ///
    /// @param joint its name
    /// @param limit up to where it costs nothing, rad
    /// @param weight per rad²
    record Beyond(String joint, double limit, double weight) implements JointReward {}

    /// `−weight · ω²`.
    ///
    /// @param joint its name
    /// @param weight per (rad/s)²
    record Velocity(String joint, double weight) implements JointReward {}

    /// `−weight · mean(a²)`, a the action held within −1 to 1.
    ///
    /// @param weight per squared action
    record Action(double weight) implements JointReward {}

    /// `−weight · mean((a − a′)²)`, a′ the action before.
    ///
    /// @param weight per squared change
    record ActionChange(double weight) implements JointReward {}

    /// `−weight` once, in the tick in which the safety gate stops the robot.
    ///
    /// @param weight of the stop
    record Stop(double weight) implements JointReward {}

    /// {@return its name in reports: kind and joint}
    default String name() {
        return switch (this) {
            case Cosine term -> "cosine " + term.joint;
            case Near term -> "near " + term.joint;
            case Angle term -> "angle " + term.joint;
            case Beyond term -> "beyond " + term.joint;
            case Velocity term -> "velocity " + term.joint;
            case Action term -> "action";
            case ActionChange term -> "action change";
            case Stop term -> "stop";
        };
    }

    /// Kinds as the file names them.
    enum Kind {
        /// [Cosine].
        COSINE,
        /// [Near].
        NEAR,
        /// [Angle].
        ANGLE,
        /// [Beyond].
        BEYOND,
        /// [Velocity].
        VELOCITY,
        /// [Action].
        ACTION,
        /// [ActionChange].
        ACTION_CHANGE,
        /// [Stop].
        STOP
    }

    /// {@return the term that a section describes}
    ///
    /// @param section one entry of `reward`
    /// @param joint reads the key `joint`
    static JointReward read(Section section, Function<Section, String> joint) {
        double weight = section.number("weight", Range.of(0, 1000));
        return switch (section.choice("term", Kind.class)) {
            case COSINE -> new Cosine(joint.apply(section), angle(section, Kind.COSINE), weight);
            case NEAR ->
                new Near(
                        joint.apply(section),
                        angle(section, Kind.NEAR),
                        section.quantity("within", Quantity.ANGLE, Range.above(0, Math.PI)),
                        section.quantity("slower", Quantity.ANGULAR_VELOCITY, Range.above(0, 1000)),
                        weight);
            case ANGLE -> new Angle(joint.apply(section), angle(section, Kind.ANGLE), weight);
            case BEYOND ->
                new Beyond(
                        joint.apply(section), section.quantity("limit", Quantity.ANGLE, Range.above(0, 1000)), weight);
            case VELOCITY -> new Velocity(joint.apply(section), weight);
            case ACTION -> new Action(weight);
            case ACTION_CHANGE -> new ActionChange(weight);
            case STOP -> new Stop(weight);
        };
    }

    private static double angle(Section section, Kind kind) {
        if (!section.has("at")) {
            throw section.refusal(
                    "at", "is missing: a term of kind " + kind.name().toLowerCase(Locale.ROOT) + " is about a place");
        }
        return section.quantity("at", Quantity.ANGLE, Range.of(-1000, 1000));
    }
}
