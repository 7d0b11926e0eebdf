package dev.sinew.config.contract;

import dev.sinew.config.document.Difference;
import dev.sinew.config.document.Document;
import dev.sinew.config.document.JsonWriter;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotFormat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The keys of a contract: whole in `contract.json`, and without robot and normalization in a task file.
public final class ContractFormat {
    /// Version of the keys and of the layout of an observation.
    private static final int VERSION = 1;

    private ContractFormat() {}

    /// {@return the contract in its canonical form}
    ///
    /// @param contract any
    public static String write(PolicyContract contract) {
        JsonWriter json = new JsonWriter()
                .whole("version", VERSION)
                .text("task", contract.task())
                .quantity("delay_budget", Quantity.TIME, contract.delayBudgetSeconds());
        RobotFormat.write(contract.robot(), json.open("robot"));
        json.close();
        json.list("joints", contract.joints(), (out, joint) -> out.text("joint", joint.joint())
                .whole("sign", joint.sign())
                .quantity("default_position", Quantity.ANGLE, joint.defaultPosition()));
        json.list("observation", contract.observation(), ContractFormat::write);
        Iterator<Joint> joints =
                contract.robot().joints().stream().filter(Joint::driven).iterator();
        json.list("action", contract.action(), (out, action) -> {
            Quantity unit = joints.next().mode().quantity();
            out.text("joint", action.joint())
                    .quantity("scale", unit, action.scale())
                    .quantity("offset", unit, action.offset());
        });
        return write(json.open("normalization"), contract.normalization())
                .close()
                .finish();
    }

    private static JsonWriter write(JsonWriter json, Normalization normalization) {
        return json.numbers("mean", normalization.mean())
                .numbers("std", normalization.std())
                .number("clip", normalization.clip());
    }

    private static void write(JsonWriter json, ObservationTerm term) {
        json.text("term", term.name());
        term.onlyJoint().ifPresent(joint -> json.text("joint", joint));
        json.text("unit", term.unit())
                .choice("frame", term.frame())
                .number("scale", term.encoding().scale())
                .number("clip", term.encoding().clip())
                .whole("history", term.encoding().history());
    }

    /// Reads a contract; an unknown or missing key, a value out of range and any other form than the canonical one
    /// are refused with a `DocumentException`.
    ///
    /// @param file shown in errors
    /// @param text what [#write] wrote
    /// @return the contract
    public static PolicyContract read(String file, String text) {
        return Document.canonicalJson(file, text, ContractFormat::read, ContractFormat::write);
    }

    private static PolicyContract read(Section root) {
        root.integer("version", VERSION, VERSION);
        RobotDescription robot = RobotFormat.read(root.section("robot"));
        Section normalization = root.section("normalization");
        Normalization numbers = normalization.made(() -> new Normalization(
                normalization.numbers("mean", Range.any()),
                normalization.numbers("std", Range.positive()),
                normalization.number("clip", Range.positive())));
        return read(root, robot, numbers);
    }

    /// Compares what a robot expects with what a bundle brings, normalization excepted: that belongs to the policy,
    /// and is compared with its graph.
    ///
    /// @param expected built from the robot's own files
    /// @param actual read from a bundle
    /// @return `key: expected …, found …` for the first key that differs; empty when the contract fits
    public static Optional<String> firstDifference(PolicyContract expected, PolicyContract actual) {
        return Difference.first(write(expected), write(actual), Set.of("normalization"));
    }

    /// Compares two normalizations number by number.
    ///
    /// @param expected what the policy's graph computes
    /// @param actual what a contract says
    /// @return `key: expected …, found …` for the first number that differs; empty when they are equal
    public static Optional<String> normalizationDifference(Normalization expected, Normalization actual) {
        return Difference.first(
                write(new JsonWriter(), expected).finish(),
                write(new JsonWriter(), actual).finish(),
                Set.of());
    }

    /// {@return the contract of a task file, with the normalization that changes nothing}
    ///
    /// @param section its root
    /// @param robot the robot it is for
    public static PolicyContract readTask(Section section, RobotDescription robot) {
        int size = terms(section).stream().mapToInt(term -> term.size(robot)).sum();
        if (size == 0) {
            throw section.refusal("observation", "must hold at least 1 term, was empty");
        }
        return read(section, robot, Normalization.identity(size));
    }

    private static PolicyContract read(Section root, RobotDescription robot, Normalization normalization) {
        String task = root.text("task");
        double delay = root.quantity("delay_budget", Quantity.TIME, Range.above(0, 1));
        List<JointConvention> joints =
                root.sections("joints").stream().map(ContractFormat::joint).toList();
        List<ActionMapping> actions = actions(root, robot);
        List<ObservationTerm> terms = terms(root);
        return root.made(() -> new PolicyContract(robot, task, delay, joints, terms, actions, normalization));
    }

    private static JointConvention joint(Section section) {
        return section.made(() -> new JointConvention(
                section.text("joint"),
                section.integer("sign", -1, 1),
                section.quantity("default_position", Quantity.ANGLE, Range.of(-100, 100))));
    }

    private static List<ActionMapping> actions(Section root, RobotDescription robot) {
        List<ActionMapping> actions = new ArrayList<>();
        for (Section section : root.sections("action")) {
            String name = section.text("joint");
            CommandMode mode = robot.joints().stream()
                    .filter(Joint::driven)
                    .filter(joint -> joint.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> section.refusal(
                            "joint",
                            "must be one of " + String.join(", ", robot.drivenNames()) + ", was '" + name + "'"))
                    .mode();
            actions.add(new ActionMapping(
                    name,
                    section.quantity("scale", mode.quantity(), Range.positive()),
                    section.quantity("offset", mode.quantity(), Range.any())));
        }
        return actions;
    }

    private static List<ObservationTerm> terms(Section root) {
        return root.sections("observation").stream().map(ContractFormat::term).toList();
    }

    private static ObservationTerm term(Section section) {
        Encoding encoding = section.made(() -> new Encoding(
                section.number("scale", Range.positive()),
                section.number("clip", Range.positive()),
                section.integer("history", 1, 32)));
        String joint = section.has("joint") ? section.text("joint") : "";
        List<ObservationTerm> known = List.of(
                new ObservationTerm.Tilt(encoding),
                new ObservationTerm.TiltRate(encoding),
                new ObservationTerm.YawRate(encoding),
                new ObservationTerm.JointPosition(encoding),
                new ObservationTerm.OneJointPosition(joint, encoding),
                new ObservationTerm.JointSine(joint, encoding),
                new ObservationTerm.JointCosine(joint, encoding),
                new ObservationTerm.JointVelocity(encoding),
                new ObservationTerm.PreviousAction(encoding));
        String name = section.text("term");
        ObservationTerm term = known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> section.refusal(
                        "term",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .map(ObservationTerm::name)
                                                .toList())
                                + ", was '" + name + "'"));
        if (term.onlyJoint().isPresent() == joint.isEmpty()) {
            throw section.refusal(
                    "joint",
                    joint.isEmpty() ? "is missing: the term is about one" : "must not stand here: not about one");
        }
        section.require("unit", term.unit());
        section.require("frame", term.frame().name().toLowerCase(Locale.ROOT));
        return term;
    }
}
