package dev.sinew.sim.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.TestLibrary;
import dev.sinew.sim.world.BalancerParameters.Imu;
import dev.sinew.sim.world.BalancerParameters.Motor;
import dev.sinew.sim.world.BalancerParameters.Supply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BalancerWorldsTest {
    private static final BalancerParameters NOMINAL = BalancerParameters.NOMINAL;

    @Test
    void aLinearControllerOnTheTrueStateKeepsItUprightForThirtySeconds() {
        for (double tilt : new double[] {0.05, 0.1, 0.2}) {
            try (BalancerWorlds worlds = worlds(1)) {
                start(worlds, 0, NOMINAL, new BalancerStart(tilt, 0, 0));
                for (int tick = 0; tick < 3000; tick++) {
                    balance(worlds, 0);
                    worlds.advance(10);
                    assertTrue(Math.abs(worlds.tilt(0)) <= tilt + 0.01, "tilt " + worlds.tilt(0) + " at " + tick);
                    assertTrue(Math.abs(worlds.travel(0)) < 0.25, "travel " + worlds.travel(0) + " at " + tick);
                }
            }
        }
    }

    @Test
    void fallsWithoutAController() {
        try (BalancerWorlds worlds = worlds(1)) {
            start(worlds, 0, NOMINAL, new BalancerStart(0.05, 0, 0));
            worlds.advance(2000);

            assertTrue(worlds.tilt(0) > 1, "tilt " + worlds.tilt(0));
        }
    }

    @Test
    void aFreeWheelReachesTheMotorsNoLoadSpeed() {
        // 12 V / 17.1 rad/s is the motor's constant: at 8 V its no-load speed is 11.4 rad/s. It spins on the spot,
        // wheels
        // against each other: damping (0.0005 · 11 of 0.51 N·m) and the tyres' twist on the ground take some of it
        try (BalancerWorlds worlds = worlds(1)) {
            var supply = new BalancerParameters(
                    1,
                    Axes.ZERO,
                    1,
                    new Motor(1, 1, 0),
                    new Motor(1, 1, 0),
                    0.001,
                    new Supply(8, 0),
                    new Imu(Axes.ZERO, 0));
            start(worlds, 0, supply, BalancerStart.UPRIGHT);
            worlds.drive(0, 0, 1, false);
            worlds.drive(0, 1, -1, false);
            worlds.advance(1000);
            double speed = worlds.jointVelocity(0, 0);

            assertEquals(11.4, speed, 0.05 * 11.4);
        }
    }

    @Test
    void aCoastingWheelFeelsNoMotor() {
        try (BalancerWorlds worlds = worlds(2)) {
            for (int world = 0; world < 2; world++) {
                start(worlds, world, NOMINAL, new BalancerStart(0, 0, 0.5));
            }
            worlds.drive(0, 0, 0, true);
            worlds.drive(0, 1, 0, true);
            worlds.drive(1, 0, 0, false); // duty 0: the bridge shorts the motor, which brakes
            worlds.drive(1, 1, 0, false);
            worlds.advance(100);

            assertTrue(worlds.jointVelocity(0, 0) > 3 * worlds.jointVelocity(1, 0));
        }
    }

    @Test
    void theSupplySagsUnderLoadAndRisesWhenBrakingFeedsIt() {
        // at standstill both motors draw 11.1 V / 6.667 Ω; V = 11.1 / (1 + 0.1 · 2 / 6.667) = 10.777 V
        var supply = new MotorSupply(11.1, 0.1);
        supply.add(1, 0, NOMINAL.left());
        supply.add(1, 0, NOMINAL.right());
        supply.solve();
        assertEquals(10.777, supply.voltage(), 5e-4);
        assertEquals((11.1 - supply.voltage()) / 0.1, supply.current(), 1e-9);

        // beyond no-load speed the current turns round
        supply.clear();
        supply.add(1, 20, NOMINAL.left());
        supply.solve();
        assertTrue(supply.voltage() > 11.1 && supply.current() < 0);
    }

    @Test
    void feelsGravityOnItsStandAndMotionAfterwards() {
        try (BalancerWorlds worlds = worlds(1)) {
            worlds.hold(0, NOMINAL, new BalancerStart(0.1, 0, 0), new RandomStream(1));
            double[] mean = new double[3];
            for (int i = 0; i < 1000; i++) {
                worlds.sampleHeld(0);
                for (int axis = 0; axis < 3; axis++) {
                    mean[axis] += worlds.specificForce(0)[axis] / 1000;
                }
            }

            // 48 mm/s² of noise over 1000 samples: 1.5 mm/s², four times that allowed
            assertArrayEquals(new double[] {-9.81 * Math.sin(0.1), 0, 9.81 * Math.cos(0.1)}, mean, 6e-3);
            worlds.release(0);
            worlds.advance(300);
            assertTrue(worlds.angularVelocity(0)[1] > 0.1, "it leans forward and falls forward");
        }
    }

    @Test
    void anImuSampleIsAsOldAsTheChipsFilterMakesItWheneverTheTicksBegan() {
        // the drivers' set-up takes 155 ms: ticks of 10 ms then begin in the middle of another count of 10 ms
        double[] aligned = rateAfterStanding(160);
        double[] shifted = rateAfterStanding(155);

        // after 40 ms at full voltage its rate changes by 70 rad/s²: 5 ms of age make 0.3 rad/s, noise 0.0007 rad/s
        assertTrue(Math.abs(aligned[1]) > 1, "rate " + aligned[1]);
        assertArrayEquals(aligned, shifted, 0.006);
    }

    private static double[] rateAfterStanding(int steps) {
        try (BalancerWorlds worlds = worlds(1)) {
            worlds.hold(0, NOMINAL, BalancerStart.UPRIGHT, new RandomStream(1));
            worlds.advance(steps);
            worlds.supplyEnabled(0, true);
            worlds.release(0);
            worlds.drive(0, 0, 1, false);
            worlds.drive(0, 1, 1, false);
            for (int tick = 0; tick < 4; tick++) {
                worlds.advance(10);
            }
            return worlds.angularVelocity(0).clone();
        }
    }

    @Test
    void aTurnedImuShowsTheLeanTooLarge() {
        try (BalancerWorlds worlds = worlds(1)) {
            var turned = new BalancerParameters(
                    1, Axes.ZERO, 1, NOMINAL.left(), NOMINAL.right(), 0.01, NOMINAL.supply(), new Imu(Axes.ZERO, 0.2));
            worlds.hold(0, turned, new BalancerStart(0.1, 0, 0), new RandomStream(1));

            double[] force = worlds.specificForce(0);
            assertEquals(0.3, Math.atan2(-force[0], force[2]), 0.03);
        }
    }

    @Test
    void eachParameterChangesTheMotionOfItsOwnWorldOnly() {
        List<BalancerParameters> changed = List.of(
                new BalancerParameters(
                        1.1, Axes.ZERO, 1, NOMINAL.left(), NOMINAL.right(), 0.01, NOMINAL.supply(), NOMINAL.imu()),
                shifted(new Axes(0.004, 0, 0)),
                shifted(new Axes(0, 0.004, 0)),
                shifted(new Axes(0, 0, 0.004)),
                new BalancerParameters(
                        1, Axes.ZERO, 0.7, NOMINAL.left(), NOMINAL.right(), 0.01, NOMINAL.supply(), NOMINAL.imu()),
                motors(new Motor(1.1, 1, 1), NOMINAL.right()),
                motors(NOMINAL.left(), new Motor(1.1, 1, 1)),
                motors(new Motor(1, 1.1, 1), NOMINAL.right()),
                motors(new Motor(1, 1, 1.4), NOMINAL.right()),
                new BalancerParameters(
                        1, Axes.ZERO, 1, NOMINAL.left(), NOMINAL.right(), 0.02, NOMINAL.supply(), NOMINAL.imu()),
                new BalancerParameters(
                        1, Axes.ZERO, 1, NOMINAL.left(), NOMINAL.right(), 0.01, new Supply(12, 0.1), NOMINAL.imu()),
                new BalancerParameters(
                        1, Axes.ZERO, 1, NOMINAL.left(), NOMINAL.right(), 0.01, new Supply(11.1, 0.2), NOMINAL.imu()));
        for (BalancerParameters parameters : changed) {
            try (BalancerWorlds worlds = worlds(3)) {
                double before = tiltAfter(worlds, NOMINAL, NOMINAL);
                double neighbour = tiltAfter(worlds, parameters, NOMINAL);
                assertEquals(before, neighbour, "the neighbour of " + parameters);
                assertNotEquals(before, worlds.tilt(1), "" + parameters);
                assertEquals(before, tiltAfter(worlds, NOMINAL, NOMINAL), "nominal again after " + parameters);
            }
        }
    }

    @Test
    void goesOnBitForBitFromASavedState() throws IOException {
        try (BalancerWorlds worlds = worlds(2);
                BalancerWorlds other = worlds(2)) {
            start(worlds, 0, shifted(new Axes(0.002, 0, 0)), new BalancerStart(0.1, 0.1, 0.1));
            start(worlds, 1, NOMINAL, new BalancerStart(-0.1, 0, 0));
            run(worlds, 57);
            var bytes = new ByteArrayOutputStream();
            worlds.save(new DataOutputStream(bytes));
            other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            run(worlds, 100);
            run(other, 100);

            for (int world = 0; world < 2; world++) {
                assertEquals(worlds.tilt(world), other.tilt(world));
                assertArrayEquals(worlds.angularVelocity(world), other.angularVelocity(world));
                assertEquals(worlds.supplyVoltage(world), other.supplyVoltage(world));
            }
        }
    }

    @Test
    void refusesADutyBeyondOne() {
        try (BalancerWorlds worlds = worlds(1)) {
            var e = assertThrows(IllegalArgumentException.class, () -> worlds.drive(0, 0, Double.NaN, false));
            assertEquals("duty must be -1 to 1, was NaN", e.getMessage());
        }
    }

    private static double tiltAfter(BalancerWorlds worlds, BalancerParameters middle, BalancerParameters others) {
        for (int world = 0; world < worlds.count(); world++) {
            start(worlds, world, world == 1 ? middle : others, new BalancerStart(0.1, 0, 0.1));
        }
        run(worlds, 30);
        return worlds.tilt(0);
    }

    private static BalancerParameters shifted(Axes centerOfMass) {
        return new BalancerParameters(
                1, centerOfMass, 1, NOMINAL.left(), NOMINAL.right(), 0.01, NOMINAL.supply(), NOMINAL.imu());
    }

    private static BalancerParameters motors(Motor left, Motor right) {
        return new BalancerParameters(1, Axes.ZERO, 1, left, right, 0.01, NOMINAL.supply(), NOMINAL.imu());
    }

    private static void run(BalancerWorlds worlds, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            for (int world = 0; world < worlds.count(); world++) {
                balance(worlds, world);
            }
            worlds.advance(10);
        }
    }

    /// Voltage fraction from tilt, tilt rate, position and velocity: gains found by random search on this class of
    /// plant.
    private static void balance(BalancerWorlds worlds, int world) {
        double rate = worlds.angularVelocity(world)[1];
        double x = worlds.travel(world);
        double u = 11.4 * worlds.tilt(world) + 0.25 * rate + 0.96 * x + 2.76 * worlds.velocity(world);
        double duty = Math.clamp(u, -1, 1);
        worlds.drive(world, 0, duty, false);
        worlds.drive(world, 1, duty, false);
    }

    private static void start(BalancerWorlds worlds, int world, BalancerParameters parameters, BalancerStart start) {
        worlds.hold(world, parameters, start, new RandomStream(world));
        worlds.supplyEnabled(world, true);
        worlds.release(world);
    }

    private static BalancerWorlds worlds(int count) {
        return new BalancerWorlds(TestLibrary.load(), xml(), count, 1);
    }

    static String xml() {
        try (var in = BalancerWorldsTest.class.getResourceAsStream("/robots/balancer/model.xml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
