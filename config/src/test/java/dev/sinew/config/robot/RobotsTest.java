package dev.sinew.config.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RobotsTest {
    private final Path folder;
    private final Path robot;
    private final Path wiring;

    RobotsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path balancer = Files.createDirectories(folder.resolve("robots/balancer"));
        robot = balancer.resolve("robot.yaml");
        wiring = balancer.resolve("wiring.yaml");
        Files.writeString(robot, ConfigFiles.shipped().text("robots/balancer/robot.yaml"));
        Files.writeString(wiring, ConfigFiles.shipped().text("robots/balancer/wiring.yaml"));
    }

    private static int replace(Path file, String old, String replacement) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(old), () -> file + " must contain " + old);
        Files.writeString(file, text.replaceFirst(Pattern.quote(old), replacement));
        return lineOf(text, old);
    }

    private static int lineOf(String text, String part) {
        return 1
                + (int) text.substring(0, text.indexOf(part))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private String refusal() {
        return assertThrows(DocumentException.class, () -> new Robots(ConfigFiles.over(folder)).wiring("balancer"))
                .getMessage();
    }

    @Test
    void shipsTheBalancer() {
        Robots robots = new Robots(ConfigFiles.shipped());

        RobotDescription balancer = robots.description("balancer");

        assertEquals(List.of("balancer", "furuta"), robots.names());
        assertEquals(100, balancer.rateHertz());
        assertEquals(List.of("left_wheel", "right_wheel"), balancer.jointNames());
        assertEquals(new JointLimits(10, 1000, 18), balancer.joints().getFirst().limits());
        assertEquals(CommandMode.VOLTAGE, balancer.joints().getFirst().mode());
        assertEquals(StopCategory.CUT, balancer.safety().stop());
        assertEquals(Math.PI / 4, balancer.safety().imu().orElseThrow().tilt(), 1e-15); // 45 deg
        assertEquals(3, balancer.safety().staleTicks());
        assertEquals(5, balancer.safety().imu().orElseThrow().frozenTicks());
        assertEquals(3, balancer.safety().imu().orElseThrow().spikeTicks());
        assertEquals(20, balancer.safety().stuckEncoderTicks());
        assertEquals(1, balancer.safety().latePolicyTicks());
        assertEquals(new ArmingRule(new Stance.Upright(Math.PI / 36, 0.2), 0.5, 0.05), balancer.arming()); // 5 deg
    }

    @Test
    void shipsTheBalancersWiring() {
        Wiring wiring = new Robots(ConfigFiles.shipped()).wiring("balancer");

        assertEquals(
                List.of(
                        new Device.Mpu6050(1, 0x68, new AxisMap(1, 2, 3)),
                        new Device.Ina219(1, 0x40, 0.1),
                        new Device.MotorHat(1, 0x60, 1600),
                        new Device.HatMotor("left_wheel", 1, 1),
                        new Device.HatMotor("right_wheel", 2, -1),
                        new Device.Ls7366r(0, 0, "left_wheel", 2248.8, 1),
                        new Device.Ls7366r(0, 1, "right_wheel", 2248.8, -1),
                        new Device.SupplyEnable(17),
                        new Device.Heartbeat(22),
                        new Device.EmergencyStop(27)),
                wiring.devices());
    }

    @Test
    void shipsTheRotaryPendulum() {
        RobotDescription furuta = new Robots(ConfigFiles.shipped()).description("furuta");

        assertEquals(List.of("arm", "pendulum"), furuta.jointNames());
        assertEquals(List.of("arm"), furuta.drivenNames());
        assertEquals(
                new JointLimits(6, 1200, 25, Math.toRadians(150)),
                furuta.joints().getFirst().limits());
        assertEquals(CommandMode.PASSIVE, furuta.joints().getLast().mode());
        assertTrue(furuta.attitude().isEmpty());
        assertTrue(furuta.safety().imu().isEmpty());
        assertEquals(
                new Stance.AtRest(List.of(
                        new Stance.JointRest("arm", Math.PI, 1.5),
                        new Stance.JointRest("pendulum", Math.toRadians(2), 0.3))),
                furuta.arming().stance());
        assertTrue(furuta.keepsZero(0) && furuta.keepsZero(1));
        assertEquals(
                new Device.Drv8871("arm", 20_000, 0, 1, 1),
                new Robots(ConfigFiles.shipped()).wiring("furuta").devices().getFirst());
    }

    @ParameterizedTest
    @MethodSource("pendulumsThatCannotBe")
    void refusesAPendulumThatCannotBe(String file, String old, String replacement, String message) throws IOException {
        Path robot = Files.createDirectories(folder.resolve("robots").resolve("furuta"));
        for (String name : List.of("robot.yaml", "wiring.yaml")) {
            String text = ConfigFiles.shipped().text("robots/furuta/" + name);
            Files.writeString(robot.resolve(name), name.equals(file) ? text.replace(old, replacement) : text);
        }

        String found = String.valueOf(
                assertThrows(DocumentException.class, () -> new Robots(ConfigFiles.over(folder)).wiring("furuta"))
                        .getMessage());
        assertTrue(found.endsWith(message), found);
    }

    private static Stream<Arguments> pendulumsThatCannotBe() {
        return Stream.of(
                arguments(
                        "robot.yaml",
                        "mode: voltage",
                        "mode: passive",
                        "joints must hold at least 1 that is driven, was none"),
                arguments(
                        "robot.yaml",
                        "joint: pendulum, angle",
                        "joint: leg, angle",
                        "arming rest must name joints of [arm, pendulum], was 'leg'"),
                arguments(
                        "robot.yaml",
                        "  stop: cut",
                        "  stop: cut\n  tilt: 1 rad",
                        "key 'safety.tilt' is not known "
                                + "here; known: stop, stale_ticks, stuck_encoder_ticks, stuck_command, supply_minimum, "
                                + "late_policy_ticks"),
                arguments(
                        "wiring.yaml",
                        "in2: 1",
                        "in2: 0",
                        "key 'devices[0].in2' must be free: PWM channel 0 is taken at line 9"),
                arguments(
                        "wiring.yaml",
                        "joint: arm\n    pwm",
                        "joint: pendulum\n    pwm",
                        "must be one that is driven, was the passive joint 'pendulum'"),
                arguments("wiring.yaml", "pwm: 20 kHz", "pwm: 20.5 Hz", "must be 100 Hz to 200000 Hz, was '20.5 Hz'"));
    }

    @Test
    void namesTheKnownRobotsWhenOneIsUnknown() {
        Robots robots = new Robots(ConfigFiles.shipped());

        assertEquals(
                "robot must be one of balancer, furuta, was '../balancer'",
                assertThrows(IllegalArgumentException.class, () -> robots.description("../balancer"))
                        .getMessage());
    }

    @Test
    void readsAFolderFirstAndNamesItsFileInErrors() throws IOException {
        int line = replace(robot, "tilt: 45 deg", "tilt: 200 deg");

        String message = assertThrows(
                        DocumentException.class, () -> new Robots(ConfigFiles.over(folder)).description("balancer"))
                .getMessage();

        assertEquals(
                robot + ":" + line + ": key 'safety.tilt' must be above 0 deg and at most 180 deg, was '200 deg'",
                message);
    }

    static Stream<Arguments> robotsThatCannotBe() {
        return Stream.of(
                arguments("name: balancer", "name: duck", "name' must be 'balancer', was 'duck'"),
                arguments("rate: 100 Hz", "rate: 99.5 Hz", "rate' must be a whole number of Hz, was 99.5"),
                arguments(
                        "rate: 100 Hz",
                        "rate: 100",
                        "rate' must be 1 Hz to 1000 Hz with its unit (Hz, kHz), was '100'"),
                arguments(
                        "mode: voltage",
                        "mode: power",
                        "joints[0].mode' must be one of position, velocity, torque, voltage, passive, was 'power'"),
                arguments(
                        "command: 10 V",
                        "command: 10 rad",
                        "joints[0].command' must be above 0 V in one of the units V, mV, was '10 rad'"),
                arguments(
                        "stuck_command: 3 V",
                        "stuck_command: 3 A",
                        "safety.stuck_command' must be above 0 V in one of the units V, mV, was '3 A'"),
                arguments("tilt: 5 deg", "tilt: 50 deg", "arming.tilt' must be below the tilt that stops the robot"));
    }

    @ParameterizedTest
    @MethodSource("robotsThatCannotBe")
    void refusesARobotThatCannotBe(String old, String replacement, String message) throws IOException {
        int line = replace(robot, old, replacement);

        assertEquals(robot + ":" + line + ": key '" + message, refusal());
    }

    @Test
    void refusesTwoJointsOfOneName() throws IOException {
        replace(robot, "right_wheel", "left_wheel");

        assertEquals(robot + ":4: joints must have different names, was [left_wheel, left_wheel]", refusal());
    }

    @Test
    void refusesTwoDevicesAtOneBusAddressWithBothLines() throws IOException {
        String text = Files.readString(wiring);
        int first = lineOf(text, "address: 0x40");
        int second = replace(wiring, "address: 0x60", "address: 0x40");

        assertEquals(
                wiring + ":" + second
                        + ": key 'devices[2].address' must be free: I2C bus 1 address 0x40 is taken at line " + first,
                refusal());
    }

    @Test
    void allowsOneAddressOnTwoBuses() throws IOException {
        replace(wiring, "bus: 1\n    address: 0x60", "bus: 3\n    address: 0x40");

        assertEquals(
                10,
                new Robots(ConfigFiles.over(folder))
                        .wiring("balancer")
                        .devices()
                        .size());
    }

    @Test
    void refusesTwoDevicesOnOneGpioWithBothLines() throws IOException {
        String text = Files.readString(wiring);
        int second = replace(wiring, "gpio: 27", "gpio: 17");

        assertEquals(
                wiring + ":" + second + ": key 'devices[9].gpio' must be free: GPIO 17 is taken at line "
                        + lineOf(text, "gpio: 17"),
                refusal());
    }

    @Test
    void doesWithoutAHeartbeatLine() throws IOException {
        replace(wiring, "  - device: heartbeat", "#");
        replace(wiring, "    gpio: 22", "#");

        assertEquals(
                9,
                new Robots(ConfigFiles.over(folder))
                        .wiring("balancer")
                        .devices()
                        .size());
    }

    static Stream<Arguments> wiresThatCannotBe() {
        return Stream.of(
                arguments(
                        "chip_select: 1",
                        "chip_select: 0",
                        "[6].chip_select' must be free: SPI bus 0 chip select 0 is taken at line"),
                arguments(
                        "terminal: 2", "terminal: 1", "[4].terminal' must be free: motor terminal M1 is taken at line"),
                arguments(
                        "device: ina219",
                        "device: bme280",
                        "[1].device' must be one of mpu6050, motor_hat, hat_motor, drv8871, ls7366r, ina219, "
                                + "supply_enable, heartbeat, emergency_stop, was 'bme280'"),
                arguments(
                        "shunt: 0.1 Ohm",
                        "shunt: 0.1",
                        "[1].shunt' must be above 0 Ohm and at most 1 Ohm with its unit (Ohm, mOhm), was '0.1'"),
                arguments(
                        "joint: left_wheel",
                        "joint: left_weel",
                        "[3].joint' must be one of left_wheel, right_wheel, was 'left_weel'"),
                arguments("gpio: 22", "gpio: 17", "[8].gpio' must be free: GPIO 17 is taken at line"),
                arguments("device: emergency_stop", "device: heartbeat", "[9].device' must be free: heartbeat line is"),
                arguments("sign: +1", "sign: 0", "[3].sign' must be +1 or -1, was 0"),
                arguments("[+x, +y, +z]", "[+x, +y, -z]", "[0]': axis map must be right-handed, was 1, 2, -3"),
                arguments(
                        "[+x, +y, +z]",
                        "[x, y, z]",
                        "[0].mounting' must be the three chip axes along base x, y, z, like [+x, +y, +z], "
                                + "was [x, y, z]"));
    }

    @ParameterizedTest
    @MethodSource("wiresThatCannotBe")
    void refusesWhatCannotBeWired(String old, String replacement, String message) throws IOException {
        replace(wiring, old, replacement);

        String refusal = refusal();

        assertTrue(refusal.startsWith(wiring + ":") && refusal.contains(": key 'devices" + message), refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            device: hat_motor     | a motor for the joint 'left_wheel'
            device: ls7366r       | an encoder for the joint 'left_wheel'
            device: motor_hat     | the motor_hat that its motors hang on
            device: supply_enable | a supply_enable, as the robot stops by cut
            """)
    void refusesARobotThatLacksADevice(String device, String lacking) throws IOException {
        String text = Files.readString(wiring);
        int start = text.indexOf("  - " + device);
        int end = text.indexOf("\n  - ", start + 1);
        Files.writeString(wiring, text.substring(0, start) + text.substring(end + 1));

        String expected = wiring + ":" + lineOf(text, "devices:") + ": key 'devices' must hold " + lacking;
        assertEquals(expected, refusal());
    }

    @Test
    void refusesASecondMotorOfOneJoint() throws IOException {
        replace(wiring, "joint: right_wheel\n    terminal", "joint: left_wheel\n    terminal");

        assertTrue(refusal().contains("key 'devices[4].joint' must be free: motor of left_wheel is taken at line "));
    }
}
