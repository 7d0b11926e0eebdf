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

        assertEquals(List.of("balancer", "furuta"), shipped.names());
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
    void shipsThePendulumsTask() {
        JointTask pendulum = (JointTask) shipped.task("furuta");

        assertEquals(
                List.of("one_joint_position", "joint_sine", "joint_cosine", "joint_velocity", "previous_action"),
                pendulum.contract().observation().stream()
                        .map(ObservationTerm::name)
                        .toList());
        assertEquals(8, pendulum.contract().observationSize());
        assertEquals(1, pendulum.contract().actionSize());
        assertEquals(
                new JointReward.Cosine("pendulum", Math.PI, 1),
                pendulum.reward().getFirst());
        assertEquals(
                new Span(Math.toRadians(-2), Math.toRadians(2)),
                pendulum.episode().starts().get(1).position());
        assertEquals(new Span(1, 1), pendulum.randomization().joints().get(1).constant(), "of a joint without a motor");
    }

    @Test
    void refusesATermAboutAJointThatIsNotThere() throws IOException {
        assertEquals(
                "key 'reward[0].joint' must be one of arm, pendulum, was 'leg'",
                refusal("furuta", "term: cosine, joint: pendulum", "term: cosine, joint: leg"));
        assertEquals(
                "key 'observation[1].joint' is missing: the term is about one",
                refusal("furuta", "joint_sine, joint: pendulum,", "joint_sine,"));
        assertEquals(
                "key 'observation[3].joint' must not stand here: not about one",
                refusal("furuta", "joint_velocity,", "joint_velocity, joint: arm,"));
        assertEquals(
                "key 'reward[0].at' is missing: a term of kind cosine is about a place",
                refusal("furuta", "pendulum, at: 180 deg", "pendulum"));
    }

    @Test
    void namesTheKnownTasksWhenOneIsUnknown() {
        assertEquals(
                "task must be one of balancer, furuta, was 'fly'",
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
