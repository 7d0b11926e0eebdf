package dev.sinew.sim.mujoco;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    private static final String WITH_ASSET = """
            <mujoco>
              <include file="parts/body.xml"/>
            </mujoco>
            """;
    private static final String ASSET = """
            <mujoco>
              <worldbody><body name="included"><geom size="1"/><joint/></body></worldbody>
            </mujoco>
            """;

    private final Mujoco mujoco = TestLibrary.load();

    @Test
    void factsAreReadByName() {
        try (Model model = mujoco.model(TestLibrary.MODEL)) {
            assertEquals(0.001, model.timestep());
            assertEquals(1.5, model.totalMass(), 1e-12);
            assertEquals(3, model.count(ObjectType.BODY));
            assertEquals(2, model.count(ObjectType.JOINT));
            assertEquals(0, model.count(ObjectType.KEYFRAME));
            assertEquals(2, model.size(StateComponent.VELOCITY));
            assertEquals(1, model.size(StateComponent.CONTROL));
            assertArrayEquals(new double[] {-2, 2}, model.doubles("actuator_ctrlrange"));
            assertArrayEquals(new int[] {0, 1}, model.ints("jnt_qposadr"));
            assertEquals(2, model.id(ObjectType.BODY, "arm"));
            assertEquals(Optional.of("swing"), model.name(ObjectType.JOINT, 1));
            assertEquals(Optional.empty(), model.name(ObjectType.GEOM, 1));
        }
    }

    @Test
    void aFactThatDoesNotExistOrHoldsSomethingElseIsRefused() {
        try (Model model = mujoco.model(TestLibrary.MODEL)) {
            assertMessage("MuJoCo has no model field named body_weight", () -> model.doubles("body_weight"));
            assertMessage("model field jnt_type must have elements of 8 bytes, has 4", () -> model.doubles("jnt_type"));
            assertMessage("model field geom_rgba holds floats, not ints", () -> model.ints("geom_rgba"));
            assertMessage("the model has no BODY named leg", () -> model.id(ObjectType.BODY, "leg"));
        }
    }

    @Test
    void aBrokenModelIsRefusedWithMujocosOwnText() {
        String parse = Refusal.of(MujocoException.class, () -> mujoco.model("<mujoco><bodies/></mujoco>"));
        String compile = Refusal.of(
                MujocoException.class,
                () -> mujoco.model("<mujoco><worldbody><body><joint/></body></worldbody></mujoco>"));

        assertTrue(parse.contains("unrecognized element"), parse);
        assertTrue(compile.contains("mass and inertia of moving bodies"), compile);
    }

    @Test
    void filesOfAModelCanStayInMemory() {
        try (Model model = mujoco.model(WITH_ASSET, Map.of("parts/body.xml", ASSET.getBytes(UTF_8)))) {
            assertEquals(1, model.id(ObjectType.BODY, "included"));
        }
        String missing = Refusal.of(MujocoException.class, () -> mujoco.model(WITH_ASSET));
        assertTrue(missing.contains("parts/body.xml"), missing);
    }

    @Test
    void aModelIsReadFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("robot.xml"), TestLibrary.MODEL);

        try (Model model = mujoco.model(file)) {
            assertEquals(2, model.count(ObjectType.JOINT));
        }
        String missing = Refusal.of(MujocoException.class, () -> mujoco.model(folder.resolve("none.xml")));
        assertTrue(missing.contains("none.xml"), missing);
    }

    @Test
    void aClosedModelIsRefused() {
        Model model = mujoco.model(TestLibrary.MODEL);
        model.close();
        model.close();

        assertThrows(IllegalStateException.class, model::totalMass);
    }

    private static void assertMessage(String expected, Executable action) {
        assertEquals(expected, Refusal.of(IllegalArgumentException.class, action));
    }
}
