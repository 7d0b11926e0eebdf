package dev.sinew.config.robot;

import dev.sinew.config.document.ConfigFiles;
import java.util.List;

/// The robots that the configuration files describe.
public final class Robots {
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
        return files.yaml(file(robot, "robot.yaml"), section -> {
            section.require("name", robot);
            return RobotFormat.read(section);
        });
    }

    /// {@return the wiring of one robot, checked against its description}
    ///
    /// @param robot its name; an unknown one is refused with the known ones
    public Wiring wiring(String robot) {
        RobotDescription description = description(robot);
        return files.yaml(file(robot, "wiring.yaml"), section -> new WiringReader(section, description).read());
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
