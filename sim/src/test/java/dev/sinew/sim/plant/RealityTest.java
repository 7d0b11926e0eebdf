package dev.sinew.sim.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.random.RandomStream;
import dev.sinew.config.reality.Reality;
import dev.sinew.config.reality.RealityFormat;
import dev.sinew.config.robot.Robots;
import dev.sinew.config.task.JointTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.randomization.JointRandomization;
import dev.sinew.sim.task.TaskWorlds;
import dev.sinew.sim.task.joint.RobotJointTask;
import dev.sinew.sim.world.BalancerParameters;
import dev.sinew.sim.world.Differences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each key of a reality does to the emulated rotary pendulum and balancer. The arm stands still with its motor
/// at half of 12 V when it begins: stall torque 0.0795 N m against 0.004 N m of dry friction, on an inertia of rod,
/// rotor and what the hanging pendulum adds.
class RealityTest {
    private static final long STEP = 1_000_000;
    private static final int ARM = 0;
    private static final double TORQUE = 0.159 / 2;
    private static final double FRICTION = 0.004;

    private final ConfigFiles files = ConfigFiles.shipped();
    private final MujocoPlants plants = new MujocoPlants();

    @TempDir
    Path folder;

    private Reality reality(String robot, String text) throws IOException {
        String all = "reality: test\nrobot: " + robot + "\n" + text;
        return new RealityFormat(new Robots(files)).read(Files.writeString(folder.resolve("r.yaml"), all), robot);
    }

    private JointPlant furuta(Optional<Reality> reality) {
        JointPlant plant = (JointPlant) plants.open(files, "furuta", reality, 1);
        plant.supplyEnabled(true);
        plant.drive(ARM, 0.5, false);
        return plant;
    }

    private JointPlant furuta(String text) throws IOException {
        return furuta(Optional.of(reality("furuta", text)));
    }

    /// {@return the arm's velocity, rad/s, 3 ms after the motor's answer, when its back-EMF is still below 0.02 of
    /// the voltage}
    private static double pull(JointPlant plant, int answerMillis) {
        try (plant) {
            plant.advance((answerMillis + 3) * STEP);
            return plant.worlds().velocity(0, ARM);
        }
    }

    private double pull() {
        return pull(furuta(Optional.empty()), 10);
    }

    @Test
    void oneWhoseFactorsAreOneChangesNoBit() throws IOException {
        String same = """
                joints:
                  - {joint: arm, motor_constant: 1, resistance: 1, friction: 1, damping: 1, zero: 0 deg}
                  - {joint: pendulum, friction: 1, damping: 1, zero: 0 deg}
                bodies: [{body: arm, mass: 1}, {body: pendulum, mass: 1}]
                supply: {voltage: 0 V, resistance: 0 Ohm}
                delay: 0 s
                """;
        try (JointPlant plain = furuta(Optional.empty());
                JointPlant real = furuta(same)) {
            for (int tick = 0; tick < 200; tick++) {
                plain.drive(ARM, tick % 20 < 10 ? 0.5 : -0.5, false);
                real.drive(ARM, tick % 20 < 10 ? 0.5 : -0.5, false);
                plain.advance(10 * STEP);
                real.advance(10 * STEP);
                assertEquals(plain.jointPosition(0), real.jointPosition(0));
                assertEquals(plain.jointPosition(1), real.jointPosition(1));
                assertEquals(plain.supplyCurrent(), real.supplyCurrent());
            }
            assertTrue(Math.abs(plain.jointPosition(1)) > 0.1, "it moved");
        }
    }

    @Test
    void aWeakMotorPullsLess() throws IOException {
        double share = pull(furuta("joints: [{joint: arm, motor_constant: 0.75}]"), 10) / pull();

        assertEquals((0.75 * TORQUE - FRICTION) / (TORQUE - FRICTION), share, 0.02);
    }

    @Test
    void aWindingOfTwiceTheResistancePullsHalf() throws IOException {
        double share = pull(furuta("joints: [{joint: arm, resistance: 2}]"), 10) / pull();

        assertEquals((TORQUE / 2 - FRICTION) / (TORQUE - FRICTION), share, 0.02);
    }

    @Test
    void frictionTakesItsShare() throws IOException {
        double share = pull(furuta("joints: [{joint: arm, friction: 5}]"), 10) / pull();

        assertEquals((TORQUE - 5 * FRICTION) / (TORQUE - FRICTION), share, 0.02);
    }

    @Test
    void dampingSlowsAFreePendulum() throws IOException {
        double less = swing("joints: [{joint: pendulum, friction: 1, damping: 10}]");
        double plain = swing("joints: [{joint: pendulum, friction: 1, damping: 1}]");

        assertTrue(less < 0.9 * plain, less + " rad/s of " + plain);
    }

    /// {@return the speed of a pendulum that is driven for 0.2 s and left alone for 1 s, largest in the last 0.5 s}
    private double swing(String text) throws IOException {
        try (JointPlant plant = furuta(text)) {
            plant.advance(200 * STEP);
            plant.drive(ARM, 0, false);
            double largest = 0;
            for (int step = 0; step < 1000; step++) {
                plant.advance(STEP);
                largest = step < 500
                        ? 0
                        : Math.max(largest, Math.abs(plant.worlds().velocity(0, 1)));
            }
            return largest;
        }
    }

    @Test
    void aDelayIsAddedToTheMotorsAnswer() throws IOException {
        assertEquals(answer(furuta(Optional.empty())) + 20, answer(furuta("delay: 20 ms")));
    }

    /// {@return the step after which the arm moves}
    private static int answer(JointPlant plant) {
        try (plant) {
            int step = 0;
            while (plant.worlds().velocity(0, ARM) < 0.1) {
                plant.advance(STEP);
                step++;
            }
            return step;
        }
    }

    @Test
    void theSupplyIsLowerAndSags() throws IOException {
        try (JointPlant real = furuta("supply: {voltage: -1 V, resistance: 1 Ohm}")) {
            real.advance(STEP);
            double volts = real.supplyVoltage();
            double amperes = real.supplyCurrent();

            assertTrue(amperes > 0.2, amperes + " A");
            assertEquals(12 - 1, volts + (0.1 + 1) * amperes, 1e-9); // Ohm's law over battery and wires
        }
    }

    @Test
    void aHeavierPendulumHoldsTheArmBack() throws IOException {
        double share = pull(furuta("bodies: [{body: pendulum, mass: 1.3}]"), 10) / pull();

        // it adds m·r²/4 of 0.083e-3 kg m² to 0.166e-3 of rod and rotor: a tenth less
        assertEquals(0.249 / 0.274, share, 0.02);
    }

    @Test
    void anEncoderShowsZeroWhereTheJointWasSetDown() throws IOException {
        try (JointPlant plain = furuta(Optional.empty());
                JointPlant real = furuta("joints: [{joint: arm, zero: 5 deg}, {joint: pendulum, zero: -1 deg}]")) {
            assertEquals(
                    Math.toRadians(5),
                    real.worlds().position(0, 0) - plain.worlds().position(0, 0),
                    1e-12);
            assertEquals(
                    -Math.toRadians(1),
                    real.worlds().position(0, 1) - plain.worlds().position(0, 1),
                    1e-12);
            assertEquals(plain.jointPosition(0), real.jointPosition(0), 1e-12);
        }
    }

    @Test
    void aBalancersImuIsBiasedAndTurned() throws IOException {
        Reality bent = reality("balancer", "imu: {gyroscope_bias: 0.1 rad/s, mounting: 2 deg}");
        try (Plant plain = plants.open("balancer", 1);
                Plant real = plants.open(files, "balancer", Optional.of(bent), 1)) {
            double[] was = new double[3];
            double[] is = new double[3];
            plain.angularVelocity(was);
            real.angularVelocity(is);
            for (int axis = 0; axis < 3; axis++) {
                assertEquals(0.1, is[axis] - was[axis], 1e-12);
            }
            plain.specificForce(was);
            real.specificForce(is);
            double tilt = plain.trueTilt();

            // gravity seen from a lean that is 2° more, with the same noise
            assertEquals(-9.81 * (Math.sin(tilt + Math.toRadians(2)) - Math.sin(tilt)), is[0] - was[0], 1e-12);
        }
    }

    @Test
    void aBalancersOtherDifferencesGoWhereRandomizationPutsItsDraws() throws IOException {
        BalancerParameters real = Differences.in(reality("balancer", """
                wheel_friction: 0.5
                bodies: [{body: base, mass: 1.2}]
                joints:
                  - {joint: right_wheel, motor_constant: 0.8, resistance: 1.1, friction: 2}
                supply: {voltage: -0.6 V, resistance: 200 mOhm}
                delay: 5 ms
                """), BalancerParameters.NOMINAL);

        assertEquals(1.2, real.mass());
        assertEquals(0.5, real.wheelFriction());
        assertEquals(BalancerParameters.NOMINAL.left(), real.left());
        assertEquals(new BalancerParameters.Motor(0.8, 1.1, 2), real.right());
        assertEquals(11.1 - 0.6, real.supply().volts(), 1e-12);
        assertEquals(0.3, real.supply().ohms(), 1e-12);
        assertEquals(0.015, real.delaySeconds(), 1e-12);
    }

    @Test
    void aTaskTrainsInTheSameReality() throws IOException {
        JointTask task = (JointTask) new Tasks(files).task("furuta");
        Reality worn = new RealityFormat(new Robots(files))
                .read(Files.writeString(folder.resolve("w.yaml"), files.text("deployment/worn-motor.yaml")), "furuta");
        JointRandomization same = JointRandomization.of(task, worn);
        try (JointPlant emulated = furuta(Optional.of(worn))) {
            var inTraining = same.parameters(new RandomStream(1));

            assertEquals(inTraining, same.parameters(new RandomStream(2)), "the same robot in each episode");
            assertEquals(0.5, inTraining.joints().getFirst().constant());
            assertEquals(emulated.worlds().parameters(0), inTraining);
        }
        assertTrue(swungFarther(task, worn) < 0.95);
    }

    /// {@return how far the arm of a reality turns in 0.1 s, over how far it turns in one without differences}
    private double swungFarther(JointTask task, Reality reality) throws IOException {
        Reality none = reality("furuta", "");
        return turned(new RobotJointTask(task, files, reality)) / turned(new RobotJointTask(task, files, none));
    }

    private static double turned(RobotJointTask task) {
        var simulator = new Simulator((severity, text) -> System.err.println(severity + " " + text));
        float[] observation = new float[8];
        try (TaskWorlds worlds = task.open(simulator, 1, 1)) {
            worlds.start(new int[] {0}, 1, new RandomStream[] {new RandomStream(1)});
            worlds.observe(0, observation, 0);
            float from = observation[0];
            for (int tick = 0; tick < 10; tick++) {
                worlds.step(new float[] {0.5f});
            }
            worlds.observe(0, observation, 0);
            return observation[0] - from;
        }
    }

    @Test
    void aTaskOfAnotherRobotIsRefused() throws IOException {
        JointTask task = (JointTask) new Tasks(files).task("furuta");
        Reality other = reality("balancer", "");
        var e = assertThrows(IllegalArgumentException.class, () -> new RobotJointTask(task, files, other));

        assertEquals("reality must be of the task's robot 'furuta', was of 'balancer'", e.getMessage());
    }
}
