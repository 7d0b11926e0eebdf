package dev.sinew.config.robot;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import java.util.List;

/// The robots that the configuration files describe.
public final class Robots {
    /// Name of the file that describes a robot.
    public static final String DESCRIPTION = "robot.yaml";
    /// Name of the file that says where a robot's devices are.
    public static final String WIRING = "wiring.yaml";

    private final ConfigFiles files;

    /// The robots of some files.
    ///
    /// @param files hold `robots/<robot>/robot.yaml`, `wiring.yaml` and `model.xml`
    public Robots(ConfigFiles files) {
        this.files = files;
    }

    /// {@return the names of all robots, in alphabetical order}
    public List<String> names() {
        return files.list("robots");
    }

    /// {@return the description of one robot}
    ///
    /// @param robot its name; an unknown one is refused with the known ones
    public RobotDescription description(String robot) {
        return files.yaml(file(robot, DESCRIPTION), section -> {
            section.require("name", robot);
            return RobotFormat.read(section);
        });
    }

    /// {@return the description of a robot from a text that is none of these files}
    ///
    /// @param file shown in errors
    /// @param text of a `robot.yaml`
    public static RobotDescription description(String file, String text) {
        return Document.yaml(file, text, RobotFormat::read);
    }

    /// {@return the wiring of one robot, checked against its description}
    ///
    /// @param robot its name; an unknown one is refused with the known ones
    public Wiring wiring(String robot) {
        RobotDescription description = description(robot);
        return files.yaml(file(robot, WIRING), section -> new WiringReader(section, description).read());
    }

    /// {@return the wiring of a robot from a text that is none of these files}
    ///
    /// @param file shown in errors
    /// @param text of a `wiring.yaml`
    /// @param description of the robot
    public static Wiring wiring(String file, String text, RobotDescription description) {
        return Document.yaml(file, text, section -> new WiringReader(section, description).read());
    }

    /// {@return the text of a robot's file}
    ///
    /// @param robot its name; an unknown one is refused with the known ones
    /// @param name [#DESCRIPTION] or [#WIRING]
    public String text(String robot, String name) {
        return files.text(file(robot, name));
    }

    /// {@return the MJCF model of one robot}
    ///
    /// @param robot its name; an unknown one is refused with the known ones
    public String model(String robot) {
        return files.text(file(robot, "model.xml"));
    }

    private String file(String robot, String name) {
        if (!names().contains(robot)) {
            throw new IllegalArgumentException(
                    "robot must be one of " + String.join(", ", names()) + ", was '" + robot + "'");
        }
        return "robots/" + robot + "/" + name;
    }
}
