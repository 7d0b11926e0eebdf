package dev.sinew.sim.task.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.task.MeasuredMotion;
import dev.sinew.hal.task.TaskScore;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.world.BalancerMotion;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The reward that an emulated balancer computes from what its chips said, beside the one that training computes from
/// the true motion, while it drives in an arc and stands again.
class MeasuredScoreTest {
    private static final int TICKS = 500;

    private final float[] action = new float[2];
    private final float[] observation = new float[9];

    @Test
    void theBalancersScoreAndWayFollowTheTrueOnes() throws IOException {
        BalancerTask task = unpushed((BalancerTask) new Tasks(ConfigFiles.shipped()).task("balancer"));
        MeasuredMotion motion = new MeasuredMotion(task);
        TaskScore measured = TaskScore.of(task);
        var simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
        double sum = 0;
        double trueSum = 0;
        double farthest = 0;
        double farthestTurn = 0;
        try (var training = (BalanceWorlds) new BalanceTask(task, ConfigFiles.shipped()).open(simulator, 1, 1)) {
            training.start(new int[] {0}, 1, new RandomStream[] {new RandomStream(3)});
            var truth = (BalancerMotion) training.motion(0);
            try (var twin = new EmulatedTwin(task, 3, training.robot(0).control())) {
                motion.start(twin.accepted(), twin.attitude());
                measured.start();
                for (int tick = 0; tick < TICKS; tick++) {
                    training.observe(0, observation, 0);
                    drive(tick);
                    training.step(action);
                    twin.step(action);
                    motion.update(twin.accepted(), twin.attitude());
                    measured.step(motion, action, 0, twin.stopped());
                    sum += measured.reward();
                    trueSum += training.reward(0);
                    farthest = Math.max(farthest, Math.abs(truth.drift()));
                    farthestTurn = Math.max(farthestTurn, Math.abs(truth.yawRate()));
                    // a degree of mounting leans the filter's estimate, half a second of gyroscope bias and the creep
                    // of
                    // its tyres turn and roll it: within 5 cm of a way of half a meter and more
                    assertEquals(truth.travel(), motion.travel(), 0.05, "tick " + tick);
                    assertEquals(truth.drift(), motion.drift(), 0.05, "tick " + tick);
                    assertEquals(truth.tilt(), motion.tilt(), Math.toRadians(3), "tick " + tick);
                }
            }
        }

        assertTrue(farthest > 0.1 && farthestTurn > 0.4, farthest + " m, " + farthestTurn + " rad/s");
        assertEquals(trueSum, sum, 0.01 * TICKS);
    }

    private static BalancerTask unpushed(BalancerTask task) {
        var r = task.randomization();
        var none = new BalancerTask.Push(new Span(0, 0), new Span(3, 8));
        return new BalancerTask(
                task.contract(),
                task.episode(),
                task.reward(),
                new BalancerTask.Randomization(
                        r.mass(),
                        r.centerOfMass(),
                        r.wheelFriction(),
                        r.motor(),
                        r.supply(),
                        r.imu(),
                        r.delay(),
                        none));
    }

    /// Balances on what the policy sees, its target moving ahead, one wheel more than the other for the first half.
    private void drive(int tick) {
        float ahead = 0.5f * Math.min(tick, TICKS / 2) / (TICKS / 2f);
        float turn = tick < TICKS / 2 ? 0.06f : 0;
        float x = 0.04f * ((observation[3] + observation[4]) / 2 + observation[0]) - ahead;
        float v = 0.04f * ((observation[5] + observation[6]) / 2 + observation[1]);
        float wanted = 11.4f * observation[0] + 0.25f * observation[1] + 0.96f * x + 2.76f * v;
        action[0] = Math.clamp(wanted - turn, -1, 1);
        action[1] = Math.clamp(wanted + turn, -1, 1);
    }
}
