package dev.sinew.hal.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.AttitudeSettings;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.safety.TwoWheels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class AttitudeFilterTest {
    private static final double G = 9.80665;
    private static final double PERIOD = 0.01;
    private static final double[] DOWN = {0, 0, -1};
    private static final double[] NO_BIAS = {0, 0, 0};

    private final AttitudeFilter filter = new AttitudeFilter(TwoWheels.description());
    private final RobotState state = new RobotState(2);
    private long tick;

    private static AttitudeFilter filter(double timeConstant, double biasTimeConstant) {
        RobotDescription robot = TwoWheels.description();
        return new AttitudeFilter(new RobotDescription(
                robot.name(),
                robot.rateHertz(),
                robot.joints(),
                Optional.of(new AttitudeSettings(0.5, timeConstant, biasTimeConstant)),
                robot.safety(),
                robot.arming()));
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private void rate(double x, double y, double z) {
        state.angularVelocity()[0] = x;
        state.angularVelocity()[1] = y;
        state.angularVelocity()[2] = z;
    }

    private void force(double x, double y, double z) {
        state.specificForce()[0] = x;
        state.specificForce()[1] = y;
        state.specificForce()[2] = z;
    }

    private AttitudeEstimate ticks(AttitudeFilter filter, int count) {
        for (int i = 0; i < count; i++) {
            state.timeNanos(tick++ * 10_000_000);
            filter.update(state);
        }
        return filter.estimate();
    }

    @Test
    void turnsWithTheGyroscopeExactlyWhereTheAccelerometerIsNotTrusted() {
        filter.start(DOWN, NO_BIAS);
        rate(0, 1, 0);
        force(0, 0, 0); // free fall: nothing to see
        AttitudeEstimate estimate = ticks(filter, 101); // 100 periods lie between 101 readings

        assertEquals(1.0, estimate.tilt(), 1e-12); // 1 rad/s for 1 s
        assertEquals(1.0, estimate.tiltRate());
    }

    @Test
    void turnsByTheMeanOfTheRatesAtBothEndsOfATick() {
        filter.start(DOWN, NO_BIAS);
        for (int i = 0; i <= 100; i++) {
            rate(0, 2 * i * PERIOD, 0); // 2 rad/s² for 1 s make 1 rad; the rate at one end alone misses by 1 %
            ticks(filter, 1);
        }

        assertEquals(1.0, filter.estimate().tilt(), 1e-12);
    }

    @Test
    void comesBackAfterAFullTurnAboutAnObliqueAxis() {
        filter.start(DOWN, NO_BIAS);
        double turn = 2 * Math.PI / (100 * PERIOD); // rad/s for one turn in 100 periods
        rate(turn * 2 / 7, turn * 3 / 7, turn * 6 / 7); // 2² + 3² + 6² = 7²
        ticks(filter, 51);
        // half a turn about the unit axis u takes d to 2·u·(u·d) − d; u·d = −6/7
        assertArrayEquals(
                new double[] {-2 * 12 / 49.0, -2 * 18 / 49.0, 1 - 2 * 36 / 49.0},
                filter.estimate().gravity(),
                1e-12);
        ticks(filter, 50);

        assertArrayEquals(DOWN, filter.estimate().gravity(), 1e-12);
    }

    @Test
    void takesTheTiltOfARobotAtRestFromTheAccelerometer() {
        force(-G * Math.sin(0.3), 0, G * Math.cos(0.3));

        assertEquals(0.3, ticks(filter, 1).tilt(), 1e-12);
        assertFalse(filter.estimate().calibrated());
    }

    @Test
    void forgetsAnErrorWithItsTimeConstant() {
        AttitudeFilter slowBias = filter(4.0, 3600);
        slowBias.start(new double[] {Math.sin(1e-3), 0, -Math.cos(1e-3)}, NO_BIAS);
        force(0, 0, G);
        AttitudeEstimate estimate = ticks(slowBias, 401);

        // 400 periods make 1 τ: each leaves 1 − T/τ of the error. The bias takes T/(τ·τ_b) of it per tick, which after
        // 1 τ has turned the estimate by less than τ/τ_b = 1/900 of the error
        assertEquals(1e-3 * Math.pow(1 - PERIOD / 4.0, 400), estimate.tilt(), 1e-3 / 900);
    }

    @Test
    void findsTheBiasThatGravityShows() {
        filter.start(DOWN, NO_BIAS);
        rate(0.004, -0.01, 0);
        force(0, 0, G);
        ticks(filter, 12_000); // 120 s

        // the poles of s² + s/τ + 1/(τ·τ_b) at τ = 4 s, τ_b = 20 s are −0.0691 and −0.181 1/s: e^(−0.0691·120) =
        // 2.5e-4,
        // times 0.181/(0.181 − 0.0691) = 1.6
        assertEquals(0.004, filter.bias()[0], 0.004 * 4.1e-4);
        assertEquals(-0.01, filter.bias()[1], 0.01 * 4.1e-4);
    }

    @Test
    void keepsTheCalibratedBiasAboutTheVertical() {
        filter.start(DOWN, new double[] {0, 0, 0.3});
        rate(0, 0, 0.32);
        force(0, 0, G);
        ticks(filter, 12_000);

        assertEquals(0.3, filter.bias()[2], 1e-9); // a turn about the vertical leaves no trace in gravity
        assertEquals(0.02, filter.estimate().angularVelocity()[2], 1e-9);
    }

    @Test
    void calibratesTheBiasWithinTheNoiseOfItsMean() {
        RandomGenerator random = random(3);
        for (int i = 0; i < 50; i++) {
            assertFalse(filter.estimate().calibrated(), "tick " + i);
            rate(0.1 + 9e-4 * random.nextGaussian(), -0.2 + 9e-4 * random.nextGaussian(), 0.3);
            force(0.05 * random.nextGaussian(), 0, G + 0.05 * random.nextGaussian());
            ticks(filter, 1);
        }

        assertTrue(filter.estimate().calibrated()); // 0.5 s at 100 Hz
        double error = 5 * 9e-4 / Math.sqrt(50); // five standard deviations of the mean
        assertEquals(0.1, filter.bias()[0], error);
        assertEquals(-0.2, filter.bias()[1], error);
        assertEquals(0.3, filter.bias()[2], 1e-6); // what one tick of tracking may take
    }

    @Test
    void beginsCalibrationAnewWhenTheRobotMoves() {
        force(0, 0, G);
        ticks(filter, 40);
        rate(0, 0.06, 0); // 0.06 rad/s from one tick to the next is a touch, not noise
        ticks(filter, 1);
        rate(0, 0, 0);
        ticks(filter, 49);

        assertFalse(filter.estimate().calibrated());
        ticks(filter, 1);
        assertTrue(filter.estimate().calibrated()); // 50 ticks at rest in a row
    }

    @Test
    void refusesToTakeAnEvenTurnForABias() {
        for (int i = 0; i < 500; i++) {
            double angle = 0.2 * i * PERIOD; // gravity moves through the axes at 0.2 rad/s: 1 m/s² in half a second
            rate(0, 0.2, 0);
            force(-G * Math.sin(angle), 0, G * Math.cos(angle));
            ticks(filter, 1);
        }

        assertFalse(filter.estimate().calibrated());
    }

    @Test
    void refusesABiasThatNoGyroscopeHas() {
        rate(0, 0, 0.71);
        force(0, 0, G);

        assertFalse(ticks(filter, 500).calibrated());
    }

    @Test
    void ignoresAnImpact() {
        filter.start(DOWN, NO_BIAS);
        force(0, 0, G);
        ticks(filter, 10);
        force(45, 0, G);
        AttitudeEstimate estimate = ticks(filter, 5);

        assertEquals(0, estimate.tilt());
    }

    @Test
    void averagesVibrationOut() {
        filter.start(DOWN, NO_BIAS);
        double worst = 0;
        for (int i = 0; i < 2000; i++) {
            double shake = 3 * (i % 2 == 0 ? 1 : -1); // a motor's hum seen at 50 Hz
            force(shake, 0, G + shake);
            worst = Math.max(worst, Math.abs(ticks(filter, 1).tilt()));
        }

        // |f| is 13.2 at the + half and beyond trust; 7.4 at the − half, 24 % off: also beyond. The estimate stands
        // still
        assertEquals(0, worst);
    }

    @Test
    void averagesFeebleVibrationOut() {
        filter.start(DOWN, NO_BIAS);
        double worst = 0;
        for (int i = 0; i < 2000; i++) {
            force(i % 2 == 0 ? 1 : -1, 0, G);
            worst = Math.max(worst, Math.abs(ticks(filter, 1).tilt()));
        }

        // one tick pulls by T/τ · 1/9.8 = 2.5e-4 rad, the next one back
        assertEquals(0, worst, 2.6e-4);
    }

    @Test
    void followsARockingBalancerWhoseAccelerometerFeelsTheWheels() {
        // gyroscope drifting by 5e-5 rad/s² as after switching on; sweep of τ and τ_b in decisions/0004
        assertEquals(0, worstErrorDegrees(filter(4.0, 20), 5e-5), 0.8);
    }

    @Test
    void needsALongTimeConstantForThat() {
        // a balancer leans into its acceleration, so the accelerometer says "upright" all the time
        assertTrue(worstErrorDegrees(filter(0.25, 20), 5e-5) > 4);
    }

    private double worstErrorDegrees(AttitudeFilter filter, double drift) {
        RockingRobot robot = new RockingRobot(drift);
        double worst = 0;
        for (int k = -60; k < 6000; k++) {
            robot.at(k * PERIOD, state);
            double tilt = filter.update(state).tilt();
            worst = k > 0 ? Math.max(worst, Math.abs(tilt - robot.tilt())) : 0;
        }
        return Math.toDegrees(worst);
    }

    @Test
    void takesJitterOfTheClockForWhatItIs() {
        AttitudeFilter even = new AttitudeFilter(TwoWheels.description());
        AttitudeFilter late = new AttitudeFilter(TwoWheels.description());
        RandomGenerator random = random(5);
        for (int k = 0; k < 200; k++) {
            rate(0, random.nextGaussian(), 0);
            force(0, 0, G);
            state.timeNanos(k * 10_000_000L);
            even.update(state);
            state.timeNanos(k * 10_000_000L + random.nextLong(2_000_000)); // up to 2 ms late
            late.update(state);
        }

        assertArrayEquals(even.estimate().gravity(), late.estimate().gravity());
    }

    @Test
    void countsAMissedTick() {
        filter.start(DOWN, NO_BIAS);
        rate(0, 1, 0);
        ticks(filter, 11);
        tick += 2; // two ticks missed: the next reading is 30 ms after the last

        assertEquals(0.13, ticks(filter, 1).tilt(), 1e-12);
    }

    @Test
    void givesTheSameBitsOnEveryMachineColdAndWarm() {
        for (int run = 0; run < 50; run++) {
            filter.start(DOWN, NO_BIAS);
            tick = 0;
            for (int k = 0; k < 1000; k++) {
                rate((k * 37 % 101 - 50) / 64.0, (k * 53 % 97 - 48) / 32.0, (k * 29 % 89 - 44) / 128.0);
                force((k * 41 % 83 - 41) / 32.0, (k * 31 % 79 - 39) / 32.0, 9.75);
                ticks(filter, 1);
            }

            // recorded once on x86-64; sums, products, quotients and square roots are exact to the bit in Java
            assertEquals(
                    "-0x1.25aafd2b89253p-7",
                    Double.toHexString(filter.estimate().gravity()[0]));
        }
    }

    @Test
    void goesOnBitForBitAfterARestore() throws IOException {
        RandomGenerator random = random(11);
        AttitudeFilter copy = new AttitudeFilter(TwoWheels.description());
        for (int k = 0; k < 400; k++) {
            if (k == 30 || k == 200) { // within the calibration and after it
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                filter.save(new DataOutputStream(bytes));
                copy = new AttitudeFilter(TwoWheels.description());
                copy.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            }
            rate(9e-4 * random.nextGaussian(), k < 150 ? 0 : random.nextGaussian(), 0);
            force(0.05 * random.nextGaussian(), 0, G);
            ticks(filter, 1);
            copy.update(state);
            if (k >= 30) {
                assertArrayEquals(filter.estimate().gravity(), copy.estimate().gravity());
                assertArrayEquals(
                        filter.estimate().angularVelocity(), copy.estimate().angularVelocity());
                assertEquals(filter.estimate().calibrated(), copy.estimate().calibrated());
            }
        }
    }

    @Test
    void staysAUnitVectorWhateverTheReadings() {
        RandomGenerator random = random(13);
        double[] extremes = {0, -0.0, 1e-300, -1e-9, G, -G, 1, 1e3, -1e9, 1e200, -1e308, Double.MAX_VALUE};
        for (int k = 0; k < 100_000; k++) {
            rate(any(random, extremes), any(random, extremes), any(random, extremes));
            force(any(random, extremes), any(random, extremes), any(random, extremes));
            state.timeNanos(random.nextInt(4) == 0 ? random.nextLong() : k * 10_000_000L);
            double[] g = filter.update(state).gravity();

            assertEquals(1, g[0] * g[0] + g[1] * g[1] + g[2] * g[2], 1e-12);
            if (k % 1000 == 999) {
                filter.start(DOWN, NO_BIAS);
            }
        }
    }

    private static double any(RandomGenerator random, double[] extremes) {
        return random.nextBoolean() ? extremes[random.nextInt(extremes.length)] : random.nextGaussian(0, 10);
    }
}
