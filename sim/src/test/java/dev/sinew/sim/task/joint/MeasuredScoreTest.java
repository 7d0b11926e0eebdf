package dev.sinew.sim.task.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.task.MeasuredMotion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.sim.mujoco.Simulator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reward that an emulated rotary pendulum computes from what its chips said, beside the one that training computes
/// from the true motion.
class MeasuredScoreTest {
    private static final int EPISODES = 5;
    private static final int TICKS = 200;
    private static final double ARM = Math.toRadians(2) + 2 * Math.PI / 464.64; // error of the zero and one edge
    private static final double PENDULUM = Math.toRadians(1) + 2 * Math.PI / 2400;

    private final JointTask task = (JointTask) new Tasks(ConfigFiles.shipped()).task("furuta");
    private final MeasuredMotion motion = new MeasuredMotion(task);
    private final TaskScore measured = TaskScore.of(task);
    private final float[] action = new float[1];
    private double sum;
    private double trueSum;

    @Test
    void eachTermIsOffByNoMoreThanItsReadings() throws IOException {
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

        // a few ticks of terms that the zeros and the mean velocities of the encoders shift, of a hundred or so
        assertEquals(trueSum, sum, 0.02 * Math.abs(trueSum));
    }

    private void play(JointTaskWorlds training, JointTwin twin, RandomStream drive) {
        measured.start();
        motion.start(twin.accepted(), twin.attitude());
        for (int tick = 0; tick < TICKS && !training.terminated(0); tick++) {
            if (tick % 10 == 0) {
                action[0] = (float) drive.uniform(-0.6, 0.6);
            }
            training.step(action);
            twin.step(action);
            motion.update(twin.accepted(), twin.attitude());
            measured.step(motion, action, 0, twin.stopped());
            compare(training);
            sum += measured.reward();
            trueSum += training.reward(0);
        }
    }

    private void compare(JointTaskWorlds training) {
        List<String> names = training.rewardTerms();
        for (int i = 0; i < names.size(); i++) {
            assertEquals(names.get(i), measured.name(i));
            double off = Math.abs(measured.term(i) - training.rewardTerm(0, i));
            double most =
                    switch (names.get(i)) {
                        case "cosine pendulum" -> PENDULUM / 2; // |cos a − cos b| ≤ |a − b|
                        case "angle arm" -> 0.05 * squares(Math.abs(motion.position(0)), ARM);
                        case "beyond arm" -> squares(Math.max(0, Math.abs(motion.position(0)) - Math.PI / 2), ARM);
                        // of the last tick's mean instead of its end, by what accelerates an arm or pendulum: 1000 and
                        // 500 rad/s² over half a tick, and an edge
                        case "velocity arm" -> 0.0005 * squares(Math.abs(motion.velocity(0)), 5 + 1.36);
                        case "velocity pendulum" -> 0.0005 * squares(Math.abs(motion.velocity(1)), 2.5 + 0.27);
                        default -> 0; // action, its change and the stop are known to the bit
                    };
            assertTrue(off <= most, names.get(i) + " off by " + off + ", may be by " + most);
        }
    }

    /// {@return the most that a square differs from that of a value this far away}
    private static double squares(double value, double away) {
        return away * (2 * value + away);
    }
}
