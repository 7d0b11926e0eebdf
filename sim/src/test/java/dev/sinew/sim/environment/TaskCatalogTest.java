package dev.sinew.sim.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.sim.Refusal;
import dev.sinew.sim.task.TaskDescription;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TaskCatalogTest {
    private final TaskCatalog catalog = TaskCatalog.standard(report -> {});

    @Test
    void tasksAreListedWithoutLoadingAnything() {
        TaskDescription cheetah = catalog.descriptions().stream()
                .filter(task -> task.name().equals("HalfCheetah-v5"))
                .findFirst()
                .orElseThrow();

        assertEquals(17, cheetah.observationSize());
        assertEquals(6, cheetah.actionSize());
        assertEquals(new TaskDescription.ActionRange(-1, 1), cheetah.actions().getFirst());
        assertEquals(1000, cheetah.timeLimit());
    }

    @Test
    void anUnknownNameIsRefusedWithCloseOnes() {
        assertEquals(
                "unknown task halfcheeta-v5; close names are HalfCheetah-v5, Reacher-v5, Walker2d-v5;"
                        + " to see all, type: sinew tasks",
                Refusal.of(UnknownTaskException.class, () -> catalog.open("halfcheeta-v5", 1, 1)));
    }

    @Test
    void anEnvironmentHasTheSizesOfItsTask() {
        try (VectorEnvironment environment = catalog.open("Pendulum-v1", 3, 1)) {
            assertEquals(3, environment.worlds());
            assertEquals(3, environment.observationSize());
            assertEquals(1, environment.actionSize());
            assertEquals(-2, environment.actionLow()[0]);
            assertEquals(2, environment.actionHigh()[0]);
        }
    }

    @Test
    void aDescriptionIsChecked() {
        List<TaskDescription.ActionRange> one = TaskDescription.ActionRange.symmetric(1, 1);

        assertRefused("name of a task must not be blank", () -> new TaskDescription(" ", "", 1, one, 1));
        assertRefused("observation size must be at least 1, was 0", () -> new TaskDescription("a", "", 0, one, 1));
        assertRefused(
                "a task must have at least one action, had none", () -> new TaskDescription("a", "", 1, List.of(), 1));
        assertRefused("time limit must be at least 1 step, was 0", () -> new TaskDescription("a", "", 1, one, 0));
        assertRefused("action range must ascend, was 1.0 to 1.0", () -> new TaskDescription.ActionRange(1, 1));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, Refusal.of(IllegalArgumentException.class, action));
    }
}
