package dev.sinew.config.reality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.reality.Reality.Body;
import dev.sinew.config.reality.Reality.Imu;
import dev.sinew.config.reality.Reality.OneJoint;
import dev.sinew.config.reality.Reality.Supply;
import dev.sinew.config.robot.Robots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealityFormatTest {
    private final RealityFormat format = new RealityFormat(new Robots(ConfigFiles.shipped()));

    @TempDir
    Path folder;

    private Reality read(String robot, String text) throws IOException {
        return format.read(Files.writeString(folder.resolve("r.yaml"), text), robot);
    }

    private String refusal(String robot, String text) {
        String message =
                assertThrows(DocumentException.class, () -> read(robot, text)).getMessage();
        return message.replace(folder.resolve("r.yaml").toString(), "r.yaml");
    }

    @Test
    void readsEveryKeyOfARobotThatStandsStill() throws IOException {
        Reality reality = read("furuta", """
                reality: all
                robot: furuta
                joints:
                  - {joint: pendulum, friction: 2, damping: 3, zero: -1 deg}
                  - {joint: arm, motor_constant: 0.75, resistance: 1.2, friction: 1.5, damping: 0.5, zero: 5 deg}
                bodies: [{body: pendulum, mass: 1.3}]
                supply: {voltage: -500 mV, resistance: 200 mOhm}
                delay: 20 ms
                """);

        assertEquals(
                new Reality(
                        "all",
                        "furuta",
                        List.of(
                                new OneJoint(0.75, 1.2, 1.5, 0.5, Math.toRadians(5)),
                                new OneJoint(1, 1, 2, 3, -Math.toRadians(1))),
                        List.of(new Body("pendulum", 1.3)),
                        1,
                        new Supply(-0.5, 0.2),
                        0.02,
                        Imu.SAME),
                reality);
        assertEquals(1.3, reality.mass("pendulum"));
        assertEquals(1, reality.mass("arm"));
    }

    @Test
    void readsWhatABalancerHasBeside() throws IOException {
        Reality reality = read("balancer", """
                reality: bent
                robot: balancer
                wheel_friction: 0.5
                bodies: [{body: base, mass: 0.9}]
                imu: {gyroscope_bias: 0.02 rad/s, mounting: 1 deg}
                """);

        assertEquals(0.5, reality.wheelFriction());
        assertEquals(0.9, reality.mass("base"));
        assertEquals(new Imu(0.02, Math.toRadians(1)), reality.imu());
        assertEquals(List.of(OneJoint.SAME, OneJoint.SAME), reality.joints());
        assertEquals(0, reality.delaySeconds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "friction: 0|key 'joints.friction' must be a number, above 0 and at most 10, was '0'",
                "frictoin: 2|key 'joints.frictoin' is not known here; known: joint, backlash,",
                "backlash: 1 deg|is not simulated: the robot's model joins motor and joint without play; leave it out",
                "zero: 40 deg|must be -28.6479 deg to 28.6479 deg, was '40 deg'"
            })
    void refusesWhatAJointCannotHave(String key, String message) {
        String found = refusal("furuta", "reality: r\nrobot: furuta\njoints:\n  - joint: arm\n    " + key + "\n");

        assertEquals("r.yaml:5: ", found.substring(0, 10));
        assertEquals(message, contained(found.replace("joints[0]", "joints"), message));
    }

    private static String contained(String found, String message) {
        return found.contains(message) ? message : found;
    }

    @Test
    void refusesAMotorOfAJointThatHasNone() {
        String found = refusal("furuta", """
                reality: r
                robot: furuta
                joints:
                  - {joint: pendulum, motor_constant: 0.5}
                """);

        assertEquals(
                "r.yaml:4: key 'joints[0].motor_constant' is not known here;"
                        + " known: joint, backlash, friction, damping, zero",
                found);
    }

    @Test
    void refusesUnknownJointsBodiesAndOtherRobots() {
        assertEquals(
                "r.yaml:3: key 'joints[0].joint' must be one of arm, pendulum, was 'leg'",
                refusal("furuta", "reality: r\nrobot: furuta\njoints: [{joint: leg}]\n"));
        assertEquals(
                "r.yaml:3: key 'joints[1].joint' must stand once, stands twice for 'arm'",
                refusal("furuta", "reality: r\nrobot: furuta\njoints: [{joint: arm}, {joint: arm}]\n"));
        assertEquals(
                "r.yaml:3: key 'bodies[0].body' must be one of arm, pendulum, each once, was 'leg'",
                refusal("furuta", "reality: r\nrobot: furuta\nbodies: [{body: leg, mass: 2}]\n"));
        assertEquals(
                "r.yaml:2: key 'robot' must be 'balancer', was 'furuta'",
                refusal("balancer", "reality: r\nrobot: furuta\n"));
        assertEquals(
                "r.yaml:3: key 'delay' must be 0 ms to 50 ms, was '51 ms'",
                refusal("furuta", "reality: r\nrobot: furuta\ndelay: 51 ms\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worn-motor", "late", "heavy-pendulum"})
    void theShippedOnesCanBeRead(String name) {
        String text = ConfigFiles.shipped().text("deployment/" + name + ".yaml");
        Reality reality;
        try {
            reality = read("furuta", text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }

        assertEquals(name, reality.name());
    }
}
