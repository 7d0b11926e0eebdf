package dev.sinew.sim.task.joint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.sim.mujoco.Simulator;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// One control step in training and in emulation, of a robot that its files alone describe: the same rotary pendulum
/// is stepped in lock-step through the training environment, which counts in numbers, and through emulated chips, Pi4J
/// and drivers, which count in bytes.
class SameStepsTest {
    private static final int TICKS = 300;
    private static final int AFTER_A_STOP = 30;
    private static final int EPISODES = 20;

    private final JointTask task = (JointTask) new Tasks(ConfigFiles.shipped()).task("furuta");
    private final float[] action = new float[1];
    private final float[] observation = new float[8];
    private int compared;
    private int stops;

    @Test
    void readingsObservationsAndStopsAreEqualToTheBit() throws IOException {
        var simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
        try (var training = (JointTaskWorlds) new RobotJointTask(task, ConfigFiles.shipped()).open(simulator, 1, 1)) {
            for (int seed = 0; seed < EPISODES; seed++) {
                training.start(new int[] {0}, 1, new RandomStream[] {new RandomStream(seed)});
                try (var twin = new JointTwin(
                        task, ConfigFiles.shipped(), seed, training.robot(0).control())) {
                    play(training, twin, new RandomStream(seed).split("drive"));
                }
            }
        }

        assertTrue(compared > 1500, compared + " ticks");
        assertTrue(stops >= 5, stops + " of " + EPISODES + " were stopped"); // by the travel or the speed of the arm
    }

    /// Drives the arm hard one way for a random while, then the other.
    private void play(JointTaskWorlds training, JointTwin twin, RandomStream drive) {
        int left = TICKS;
        int hold = 0;
        for (int tick = 0; left > 0; tick++, left--) {
            if (hold-- <= 0) {
                action[0] = (float) drive.uniform(-1, 1);
                hold = (int) drive.uniform(1, 15);
            }
            boolean ran = !twin.stopped();
            training.step(action);
            twin.step(action);
            String where = "tick " + tick;
            compareReadings(training.robot(0).state(), twin.state, where);
            training.observe(0, observation, 0);
            assertArrayEquals(observation, twin.observation, where);
            assertEquals(training.robot(0).stopped(), twin.stopped(), where);
            compared++;
            if (ran && twin.stopped()) {
                stops++;
                left = AFTER_A_STOP;
            }
        }
    }

    private static void compareReadings(RobotState inNumbers, RobotState inBytes, String where) {
        assertArrayEquals(inNumbers.position(), inBytes.position(), where);
        assertArrayEquals(
                inNumbers.velocity(), inBytes.velocity(), 1e-12, where); // of a quotient by the time of the tick
        assertEquals(inNumbers.supplyVoltage(), inBytes.supplyVoltage(), 1e-12, where);
        assertEquals(inNumbers.supplyCurrent(), inBytes.supplyCurrent(), 1e-9, where);
    }
}
