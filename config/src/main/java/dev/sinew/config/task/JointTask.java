package dev.sinew.config.task;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.document.Span;
import java.util.ArrayList;
import java.util.List;

/// A task of any robot on a base that stands still, about its joints alone: where they start, what they should do, how
/// one robot differs from the next. What ends an episode before its time is the robot's own safety gate.
///
/// @param contract what policy and robot agree on
/// @param summary the problem in a few words
/// @param episode how long it lasts and how it starts
/// @param reward the terms of the reward, at least one
/// @param randomization what differs from episode to episode
public record JointTask(
        PolicyContract contract, String summary, Episode episode, List<JointReward> reward, Randomization randomization)
        implements RobotTask {
    private static final Span ONE = new Span(1, 1);
    private static final Span ZERO = new Span(0, 0);
    private static final Range FACTOR = Range.above(0, 10);

    /// Copies the reward and refuses an empty one.
    public JointTask {
        reward = List.copyOf(reward);
        if (reward.isEmpty()) {
            throw new IllegalArgumentException("reward must hold at least 1 term, was empty");
        }
    }

    @Override
    public double timeLimitSeconds() {
        return episode.timeLimitSeconds;
    }

    /// How long an episode lasts and how it starts.
    ///
    /// @param timeLimitSeconds after which it is truncated, s
    /// @param starts of the joints, in joint order
    public record Episode(double timeLimitSeconds, List<Start> starts) {
        /// Copies the starts.
        public Episode {
            starts = List.copyOf(starts);
        }
    }

    /// How one joint starts.
    ///
    /// @param position true angle, rad
    /// @param velocity rad/s
    public record Start(Span position, Span velocity) {}

    /// What is drawn at the start of each episode. Factors multiply the nominal value.
    ///
    /// @param bodies whose mass differs
    /// @param joints in joint order
    /// @param supply the motor supply
    /// @param delay from a reading to the motors' answer, s
    public record Randomization(List<Body> bodies, List<OneJoint> joints, Supply supply, Span delay) {
        /// Copies the lists.
        public Randomization {
            bodies = List.copyOf(bodies);
            joints = List.copyOf(joints);
        }
    }

    /// One body.
    ///
    /// @param body its name in the model
    /// @param mass factor of its mass and inertia
    public record Body(String body, Span mass) {}

    /// One joint with its encoder and, where it is driven, its motor.
    ///
    /// @param friction factor of its dry friction
    /// @param damping factor of its viscous friction
    /// @param zero error of the encoder's zero, rad
    /// @param constant factor of its motor's torque per ampere and back-EMF
    /// @param resistance factor of its motor's resistance
    public record OneJoint(Span friction, Span damping, Span zero, Span constant, Span resistance) {}

    /// The motor supply.
    ///
    /// @param voltage without load, V
    /// @param resistance in series, Ω
    public record Supply(Span voltage, Span resistance) {}

    static JointTask read(Section root, PolicyContract contract) {
        JointNames joints = new JointNames(contract.robot().jointNames());
        if (contract.robot().attitude().isPresent()) {
            throw root.refusal(
                    "kind", "must be another than joints for a robot with an IMU, which it does not simulate");
        }
        Episode episode = episode(root.section("episode"), joints);
        List<JointReward> reward = root.sections("reward").stream()
                .map(section -> JointReward.read(section, joints::joint))
                .toList();
        Randomization randomization =
                randomization(root.section("randomization"), joints, contract.delayBudgetSeconds());
        String summary = root.text("summary");
        return root.made(() -> new JointTask(contract, summary, episode, reward, randomization));
    }

    private static Episode episode(Section section, JointNames joints) {
        List<Start> starts = new ArrayList<>();
        joints.known().forEach(joint -> starts.add(new Start(ZERO, ZERO)));
        for (Section start : section.sections("start")) {
            starts.set(
                    joints.index(start),
                    new Start(
                            start.span("position", Quantity.ANGLE, Range.of(-1000, 1000)),
                            start.span("velocity", Quantity.ANGULAR_VELOCITY, Range.of(-1000, 1000))));
        }
        return new Episode(section.quantity("time_limit", Quantity.TIME, Range.above(0, 3600)), starts);
    }

    private static Randomization randomization(Section section, JointNames joints, double delayBudget) {
        List<OneJoint> drawn = new ArrayList<>();
        joints.known().forEach(joint -> drawn.add(new OneJoint(ONE, ONE, ZERO, ONE, ONE)));
        for (Section joint : section.sections("joints")) {
            drawn.set(
                    joints.index(joint),
                    new OneJoint(
                            factor(joint, "friction"),
                            factor(joint, "damping"),
                            joint.has("zero") ? joint.span("zero", Quantity.ANGLE, Range.of(-1, 1)) : ZERO,
                            factor(joint, "constant"),
                            factor(joint, "resistance")));
        }
        Section supply = section.section("supply");
        return new Randomization(
                section.sections("bodies").stream()
                        .map(body -> new Body(body.text("body"), body.span("mass", FACTOR)))
                        .toList(),
                drawn,
                new Supply(
                        supply.span("voltage", Quantity.VOLTAGE, Range.above(0, 60)),
                        supply.span("resistance", Quantity.RESISTANCE, Range.of(0, 10))),
                section.span("delay", Quantity.TIME, Range.of(0, delayBudget)));
    }

    private static Span factor(Section section, String key) {
        return section.has(key) ? section.span(key, FACTOR) : ONE;
    }
}
