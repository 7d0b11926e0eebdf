package dev.sinew.config.reality;

import dev.sinew.config.document.Document;
import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.config.reality.Reality.Body;
import dev.sinew.config.reality.Reality.Imu;
import dev.sinew.config.reality.Reality.OneJoint;
import dev.sinew.config.reality.Reality.Supply;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Robots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file of a [Reality], such as `config/deployment/worn-motor.yaml`. Everything but `reality` and `robot` may be
/// left out; what is left out is as the robot's files say.
///
/// | key                                    | what it does                         | allowed                     |
/// |----------------------------------------|--------------------------------------|-----------------------------|
/// | `reality`, `robot`                     | its name, whose parts differ         |                             |
/// | `joints[].joint`                       | which joint                          | a joint of the robot, once  |
/// | `joints[].motor_constant`, `resistance`| factors, of a driven joint           | above 0, at most 10         |
/// | `joints[].friction`                    | factor of the dry friction           | above 0, at most 10         |
/// | `joints[].damping`                     | factor, of a robot without an IMU    | above 0, at most 10         |
/// | `joints[].zero`                        | added, of a robot without an IMU     | −0.5 to 0.5 rad             |
/// | `bodies[].body`, `mass`                | which body of the model, factor      | above 0, at most 10         |
/// | `wheel_friction`                       | factor, of a robot with an IMU       | above 0, at most 10         |
/// | `supply.voltage`, `resistance`         | added                                | −6 to 6 V, 0 to 10 Ω        |
/// | `delay`                                | added                                | 0 to 50 ms                  |
/// | `imu.gyroscope_bias`, `mounting`       | added                                | −1 to 1 rad/s, ±0.2 rad     |
///
/// The models join motor and joint without play, so `backlash` is refused.
public final class RealityFormat {
    private static final Range FACTOR = Range.above(0, 10);
    private static final double LONGEST_DELAY = 0.05; // with the nominal 10 ms it fits a model's 64 samples of 1 ms
    private static final Pattern BODY = Pattern.compile("<body\\s[^>]*?name=\"([^\"]+)\"");

    private final Robots robots;

    /// Reads differences of some robots.
    ///
    /// @param robots whose joints and bodies a file may name
    public RealityFormat(Robots robots) {
        this.robots = robots;
    }

    /// {@return what a file says of a robot}
    ///
    /// @param file to read
    /// @param robot that it must be about
    /// @throws IOException when it cannot be read
    public Reality read(Path file, String robot) throws IOException {
        return Document.yaml(file.toString(), Files.readString(file), root -> read(root, robot));
    }

    private Reality read(Section root, String robot) {
        root.require("robot", robot);
        RobotDescription description = robots.description(robot);
        boolean still = description.attitude().isEmpty();
        return new Reality(
                root.text("reality"),
                robot,
                joints(root, description),
                bodies(root, robot, still),
                still ? 1 : factor(root, "wheel_friction"),
                root.has("supply") ? supply(root.section("supply")) : Supply.SAME,
                offset(root, "delay", Quantity.TIME, Range.of(0, LONGEST_DELAY)),
                !still && root.has("imu") ? imu(root.section("imu")) : Imu.SAME);
    }

    private static List<OneJoint> joints(Section root, RobotDescription robot) {
        List<String> names = robot.jointNames();
        List<OneJoint> joints = new ArrayList<>(Collections.nCopies(names.size(), OneJoint.SAME));
        Set<String> seen = new TreeSet<>();
        for (Section section : root.has("joints") ? root.sections("joints") : List.<Section>of()) {
            String name = section.text("joint");
            if (!names.contains(name)) {
                throw section.refusal("joint", "must be one of " + String.join(", ", names) + ", was '" + name + "'");
            }
            if (!seen.add(name)) {
                throw section.refusal("joint", "must stand once, stands twice for '" + name + "'");
            }
            int index = names.indexOf(name);
            joints.set(
                    index,
                    joint(section, robot.joints().get(index), robot.attitude().isEmpty()));
        }
        return joints;
    }

    private static OneJoint joint(Section section, Joint joint, boolean still) {
        if (section.has("backlash")) {
            throw section.refusal(
                    "backlash", "is not simulated: the robot's model joins motor and joint without play; leave it out");
        }
        return new OneJoint(
                joint.driven() ? factor(section, "motor_constant") : 1,
                joint.driven() ? factor(section, "resistance") : 1,
                factor(section, "friction"),
                still ? factor(section, "damping") : 1,
                still ? offset(section, "zero", Quantity.ANGLE, Range.of(-0.5, 0.5)) : 0);
    }

    private List<Body> bodies(Section root, String robot, boolean still) {
        List<Body> bodies = new ArrayList<>();
        Set<String> left = known(robot, still);
        String all = String.join(", ", left);
        for (Section section : root.has("bodies") ? root.sections("bodies") : List.<Section>of()) {
            String name = section.text("body");
            if (!left.remove(name)) {
                throw section.refusal("body", "must be one of " + all + ", each once, was '" + name + "'");
            }
            bodies.add(new Body(name, section.number("mass", FACTOR)));
        }
        return bodies;
    }

    /// {@return the bodies whose mass may differ: of a robot that drives around, the one on its wheels}
    private Set<String> known(String robot, boolean still) {
        Set<String> names = new TreeSet<>();
        Matcher found = BODY.matcher(robots.model(robot));
        while (found.find()) {
            names.add(found.group(1));
        }
        names.removeIf(name -> !still && !name.equals("base"));
        return names;
    }

    private static Supply supply(Section section) {
        return new Supply(
                offset(section, "voltage", Quantity.VOLTAGE, Range.of(-6, 6)),
                offset(section, "resistance", Quantity.RESISTANCE, Range.of(0, 10)));
    }

    private static Imu imu(Section section) {
        return new Imu(
                offset(section, "gyroscope_bias", Quantity.ANGULAR_VELOCITY, Range.of(-1, 1)),
                offset(section, "mounting", Quantity.ANGLE, Range.of(-0.2, 0.2)));
    }

    private static double factor(Section section, String key) {
        return section.has(key) ? section.number(key, FACTOR) : 1;
    }

    private static double offset(Section section, String key, Quantity quantity, Range range) {
        return section.has(key) ? section.quantity(key, quantity, range) : 0;
    }
}
