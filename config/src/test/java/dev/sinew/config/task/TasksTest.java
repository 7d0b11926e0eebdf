package dev.sinew.config.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.contract.ObservationTerm;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.DocumentException;
import dev.sinew.config.document.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    private final Path folder;
    private final Tasks shipped = new Tasks(ConfigFiles.shipped());

    TasksTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shipsTheBalancersTask() {
        PolicyContract contract = shipped.task("balancer").contract();

        assertEquals(List.of("balancer"), shipped.names());
        assertEquals("balancer", contract.robot().name());
        assertEquals(
                List.of("tilt", "tilt_rate", "yaw_rate", "joint_position", "joint_velocity", "previous_action"),
                contract.observation().stream().map(ObservationTerm::name).toList());
        assertEquals(9, contract.observationSize());
        assertEquals(2, contract.actionSize());
    }

    @Test
    void readsTheSettingsOfTheTrainingEnvironment() {
        BalancerTask balance = (BalancerTask) shipped.task("balancer");

        assertEquals(Math.PI / 4, balance.episode().tilt(), 1e-15); // 45 deg
        assertEquals(new Span(0.005, 0.02), balance.randomization().delay());
    }

    @Test
    void namesTheKnownTasksWhenOneIsUnknown() {
        assertEquals(
                "task must be one of balancer, was 'fly'",
                assertThrows(IllegalArgumentException.class, () -> shipped.task("fly"))
                        .getMessage());
    }

    @Test
    void refusesADelayBeyondTheBudgetOfTheContract() throws IOException {
        assertEquals(
                "key 'randomization.delay[1]' must be 0 ms to 20 ms, was '30 ms'",
                refusal("[5 ms, 20 ms]", "[5 ms, 30 ms]"));
    }

    @Test
    void refusesATermInAnotherUnit() throws IOException {
        assertEquals("key 'observation[0].unit' must be 'rad', was 'deg'", refusal("unit: rad,", "unit: deg,"));
    }

    @Test
    void refusesJointsInAnotherOrderThanTheRobots() throws IOException {
        assertEquals(
                "joints must name the robot's joints in order [left_wheel, right_wheel], "
                        + "was [right_wheel, right_wheel]",
                refusal("- joint: left_wheel\n    sign", "- joint: right_wheel\n    sign"));
    }

    private String refusal(String old, String replacement) throws IOException {
        return refusal("balancer", old, replacement);
    }

    private String refusal(String name, String old, String replacement) throws IOException {
        Path task = Files.createDirectories(folder.resolve("tasks")).resolve(name + ".yaml");
        Files.writeString(
                task, ConfigFiles.shipped().text("tasks/" + name + ".yaml").replace(old, replacement));
        String message = assertThrows(DocumentException.class, () -> new Tasks(ConfigFiles.over(folder)).task(name))
                .getMessage();
        return message.substring(message.indexOf(": ") + 2);
    }
}
