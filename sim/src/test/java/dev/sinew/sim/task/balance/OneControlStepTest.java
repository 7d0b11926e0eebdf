package dev.sinew.sim.task.balance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Span;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.task.BalancerTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.sim.mujoco.Simulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One control step in training and in emulation: the same world is stepped in lock-step through the training
/// environment, which counts in numbers, and through emulated chips, Pi4J and drivers, which count in bytes. Two
/// training worlds run at once, and each begins anew when its own episode ends.
class OneControlStepTest {
    // one count of each chip, from its data sheet
    private static final double GYROSCOPE = Math.toRadians(1 / 32.8); // MPU6050 at ±1000 °/s: 32.8 LSB per °/s
    private static final double ACCELEROMETER = 9.80665 / 8192; // MPU6050 at ±4 g: 8192 LSB per g
    private static final double ANGLE = 2 * Math.PI / 2248.8; // 48 edges a motor turn, geared 46.85:1
    private static final double SPEED = ANGLE / 0.01; // one edge within one tick
    private static final double VOLTAGE = 4e-3; // INA219 bus voltage register
    private static final double CURRENT = 10e-6 / 0.1; // INA219 shunt register, over 0.1 Ω
    private static final int WORLDS = 2;
    private static final int JOINTS = 2;
    private static final int OBSERVATION = 9;
    private static final int TICKS = 500; // of an episode that nothing ends
    private static final int AFTER_A_STOP = 30; // ticks that go on: the fall to the ground

    private final BalancerTask shipped = (BalancerTask) new Tasks(ConfigFiles.shipped()).task("balancer");
    private final float[] actions = new float[JOINTS * WORLDS];
    private double fastest;
    private double hardest;
    private double strongest;
    private int compared;
    private int stops;

    @Test
    void readingsObservationsAndActionsAreEqualWhileItStandsThroughPushes() throws IOException {
        play(shipped, 12, 0);

        assertTrue(compared > 4000, compared + " ticks");
        assertTrue(stops <= 4, stops + " of 12 fell"); // else it is not standing that was compared
    }

    @Test
    void theyAreEqualAtTheEndsOfEveryRange() throws IOException {
        var episode = new BalancerTask.Episode(20, 0.5, 25, 2, 0.75, 100);
        var r = shipped.randomization();
        var pushes = new BalancerTask.Push(new Span(-2, 2), new Span(0.1, 0.5));
        var violent = new BalancerTask.Randomization(
                r.mass(), r.centerOfMass(), r.wheelFriction(), r.motor(), r.supply(), r.imu(), r.delay(), pushes);
        play(new BalancerTask(shipped.contract(), episode, shipped.reward(), violent), 60, 0.7);

        assertTrue(compared > 2000, compared + " ticks");
        assertEquals(32767 * GYROSCOPE, fastest, GYROSCOPE);
        assertEquals(32767 * ACCELEROMETER, hardest, ACCELEROMETER);
        assertEquals(3.2, strongest, 1e-9);
    }

    /// Plays episodes and compares every tick.
    ///
    /// @param wild share of the ticks in which a wheel is driven at full voltage for nothing
    private void play(BalancerTask task, int episodes, double wild) throws IOException {
        var simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
        try (var training = (BalanceWorlds) new BalanceTask(task, ConfigFiles.shipped()).open(simulator, WORLDS, 1)) {
            List<Pair> pairs = new ArrayList<>();
            for (int world = 0; world < WORLDS; world++) {
                pairs.add(new Pair(training, task, world, world));
            }
            int begun = WORLDS;
            while (begun < episodes) {
                for (Pair pair : pairs) {
                    pair.decide(wild);
                }
                training.step(actions);
                for (Pair pair : pairs) {
                    pair.compare();
                    if (pair.left <= 0) {
                        pair.close();
                        pairs.set(pair.world, new Pair(training, task, pair.world, begun++));
                    }
                }
            }
            pairs.forEach(Pair::close);
        }
    }

    /// Balances with the gains of the true state on what the policy sees.
    private static void act(float[] observation, float[] wild, float[] action) {
        float tilt = observation[0];
        float rate = observation[1];
        float x = 0.04f * ((observation[3] + observation[4]) / 2 + tilt);
        float v = 0.04f * ((observation[5] + observation[6]) / 2 + rate);
        for (int joint = 0; joint < JOINTS; joint++) {
            float wanted = 11.4f * tilt + 0.25f * rate + 0.96f * x + 2.76f * v + wild[joint];
            action[joint] = Math.clamp(wanted, -1, 1);
        }
    }

    /// One training world and its emulated twin, for one episode.
    private final class Pair {
        private final BalanceWorlds training;
        private final int world;
        private final EmulatedTwin twin;
        private final RandomStream drive;
        private final float[] observation = new float[OBSERVATION];
        private final float[] wanted = new float[JOINTS];
        private final float[] action = new float[JOINTS];
        private final float[] wild = new float[JOINTS];
        private int left = TICKS;

        Pair(BalanceWorlds training, BalancerTask task, int world, int seed) throws IOException {
            this.training = training;
            this.world = world;
            RandomStream[] streams = {new RandomStream(seed), new RandomStream(seed)};
            training.start(new int[] {world}, 1, streams);
            twin = new EmulatedTwin(task, seed, training.robot(world).control());
            drive = new RandomStream(seed);
            training.observe(world, twin.observation, 0);
            compareReadings();
        }

        /// Each host asks the policy with its own observation.
        void decide(double share) {
            for (int joint = 0; joint < JOINTS; joint++) {
                wild[joint] = drive.nextDouble() < share ? (drive.nextDouble() < 0.5 ? -9 : 9) : 0;
            }
            training.observe(world, observation, 0);
            act(observation, wild, wanted);
            act(twin.observation, wild, action);
            assertArrayEquals(wanted, action, where());
            System.arraycopy(wanted, 0, actions, JOINTS * world, JOINTS);
        }

        void compare() {
            boolean stood = !twin.stopped();
            twin.step(action);
            compareReadings();
            training.observe(world, observation, 0);
            assertArrayEquals(observation, twin.observation, where());
            assertEquals(training.robot(world).stopped(), twin.stopped(), where());
            compared++;
            left--;
            if (stood && twin.stopped()) {
                stops++;
                left = AFTER_A_STOP;
            }
        }

        private void compareReadings() {
            RobotState inNumbers = training.robot(world).state();
            RobotState inBytes = twin.state;
            assertArrayEquals(inNumbers.angularVelocity(), inBytes.angularVelocity(), GYROSCOPE, where());
            assertArrayEquals(inNumbers.specificForce(), inBytes.specificForce(), ACCELEROMETER, where());
            assertArrayEquals(inNumbers.position(), inBytes.position(), ANGLE, where());
            assertArrayEquals(inNumbers.velocity(), inBytes.velocity(), SPEED, where());
            assertEquals(inNumbers.supplyVoltage(), inBytes.supplyVoltage(), VOLTAGE, where());
            assertEquals(inNumbers.supplyCurrent(), inBytes.supplyCurrent(), CURRENT, where());
            for (int axis = 0; axis < 3; axis++) {
                fastest = Math.max(fastest, inBytes.angularVelocity()[axis]);
                hardest = Math.max(hardest, inBytes.specificForce()[axis]);
            }
            strongest = Math.max(strongest, inBytes.supplyCurrent());
        }

        private String where() {
            return "world " + world + ", " + left + " ticks left";
        }

        void close() {
            twin.close();
        }
    }
}
