package dev.sinew.hal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.bus.AllocatedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskScoreTest {
    private final Tasks tasks = new Tasks(ConfigFiles.shipped());
    private final FixedMotion motion = new FixedMotion();

    private static Map<String, Double> terms(TaskScore score) {
        Map<String, Double> terms = new HashMap<>();
        double sum = 0;
        for (int i = 0; i < score.terms(); i++) {
            terms.put(score.name(i), score.term(i));
            sum += score.term(i);
        }
        assertEquals(sum, score.reward()); // the same sum in the same order, to the bit
        return terms;
    }

    private static double term(Map<String, Double> terms, String name) {
        return Optional.ofNullable(terms.get(name)).orElseThrow();
    }

    @Test
    void scoresThePendulumAsItsFileSays() {
        TaskScore score = TaskScore.of(tasks.task("furuta"));
        motion.angles[0] = 2; // the arm, 2 − π/2 beyond its soft limit
        motion.angles[1] = 5 * Math.PI; // the pendulum upright, two turns on
        motion.speeds[0] = 3;
        motion.speeds[1] = -4;
        score.start();
        score.step(motion, new float[] {9, 0.5f}, 1, true);
        Map<String, Double> terms = terms(score);

        assertEquals(1, term(terms, "cosine pendulum"), 1e-12); // (1 + cos 4π)/2
        assertEquals(-0.05 * 4, term(terms, "angle arm"), 1e-12);
        assertEquals(-Math.pow(2 - Math.PI / 2, 2), term(terms, "beyond arm"), 1e-12);
        assertEquals(-0.0005 * 9, term(terms, "velocity arm"), 1e-12);
        assertEquals(-0.0005 * 16, term(terms, "velocity pendulum"), 1e-12);
        assertEquals(-0.01 * 0.25, term(terms, "action"), 1e-12);
        assertEquals(-0.02 * 0.25, term(terms, "action change"), 1e-12); // from 0, where an episode begins
        assertEquals(-50, term(terms, "stop"));
        assertFalse(score.failed(motion));
    }

    @Test
    void scoresTheBalancerAsItsFileSaysAndEndsItsFalls() {
        TaskScore score = TaskScore.of(tasks.task("balancer"));
        motion.tilt = 0.5;
        motion.travel = 0.3;
        motion.drift = -0.4;
        motion.speed = 2;
        motion.yawRate = 3;
        score.start();
        score.step(motion, new float[] {1, -0.5f}, 0, false);
        score.step(motion, new float[] {1, 2}, 0, false); // 2 counts as 1
        Map<String, Double> terms = terms(score);

        assertEquals(1, term(terms, "upright"));
        assertEquals(-4 * 0.25, term(terms, "tilt"), 1e-12);
        assertEquals(-1 * 0.25, term(terms, "travel"), 1e-12); // 0.09 + 0.16
        assertEquals(-0.1 * 4, term(terms, "velocity"), 1e-12);
        assertEquals(-0.02 * 9, term(terms, "yaw_rate"), 1e-12);
        assertEquals(-0.02 * 1, term(terms, "action"), 1e-12);
        assertEquals(-0.02 * 2.25 / 2, term(terms, "action_change"), 1e-12); // of the right wheel alone
        assertFalse(score.failed(motion));
        motion.tilt = -0.8; // beyond 45°
        assertTrue(score.failed(motion));
        motion.tilt = 0;
        motion.drift = -1.48; // 1.51 m away with the 0.3 m of travel
        assertTrue(score.failed(motion));
    }

    @Test
    void knowsHowManyTicksAnEpisodeLasts() {
        assertEquals(1000, tasks.task("furuta").timeLimit()); // 10 s at 100 Hz
        assertEquals(2000, tasks.task("balancer").timeLimit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"furuta", "balancer"})
    void goesOnWhereItWasSaved(String name) throws IOException {
        RobotTask task = tasks.task(name);
        TaskScore score = TaskScore.of(task);
        TaskScore other = TaskScore.of(task);
        score.start();
        score.step(motion, new float[] {1, 1}, 0, false);
        var bytes = new ByteArrayOutputStream();
        score.save(new DataOutputStream(bytes));
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        score.step(motion, new float[] {-0.3f, 0.7f}, 0, false);
        other.step(motion, new float[] {-0.3f, 0.7f}, 0, false);

        assertEquals(terms(score), terms(other)); // the change is from the action before the save
    }

    @ParameterizedTest
    @ValueSource(strings = {"furuta", "balancer"})
    void allocatesNothingPerStep(String name) {
        TaskScore score = TaskScore.of(tasks.task(name));
        float[] action = {0.1f, 0.2f};

        assertEquals(0, AllocatedBytes.during(10_000, () -> score.step(motion, action, 0, false)));
    }
}
