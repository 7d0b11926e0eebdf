package dev.sinew.sim.world;

import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.sensor.ImuNoise;
import java.util.Arrays;

/// What the IMU of a world measures: the true motion, turned by its mounting, with bias and noise. `sensordata` holds
/// gyroscope and accelerometer, three numbers each.
final class BalancerImu {
    /// Physics steps from the motion to the moment when it can be read.
    static final int DELAY_STEPS = (int) Math.round(ImuNoise.DELAY_SECONDS * BalancerWorlds.STEPS_PER_SECOND);

    private static final double GRAVITY = 9.81;

    private final double[] true3 = new double[3];

    void sample(DoubleField sensors, int index, BalancerWorld world) {
        sensors.copy(index, 0, 3, true3, 0);
        readAngularVelocity(world);
        sensors.copy(index, 3, 3, true3, 0);
        readSpecificForce(world);
    }

    /// At rest at the start tilt: only gravity is felt.
    void sampleHeld(BalancerWorld world) {
        Arrays.fill(true3, 0);
        readAngularVelocity(world);
        double tilt = world.start.tilt();
        true3[0] = -GRAVITY * StrictMath.sin(tilt);
        true3[2] = GRAVITY * StrictMath.cos(tilt);
        readSpecificForce(world);
    }

    private void readAngularVelocity(BalancerWorld world) {
        turn(world.parameters.imu().mounting(), world.angularVelocity);
        Axes bias = world.parameters.imu().gyroscopeBias();
        world.angularVelocity[0] += bias.x();
        world.angularVelocity[1] += bias.y();
        world.angularVelocity[2] += bias.z();
        addNoise(world, world.angularVelocity, ImuNoise.ANGULAR_VELOCITY);
    }

    private void readSpecificForce(BalancerWorld world) {
        turn(world.parameters.imu().mounting(), world.specificForce);
        addNoise(world, world.specificForce, ImuNoise.SPECIFIC_FORCE);
    }

    private void turn(double angle, double[] out) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        out[0] = true3[0] * c - true3[2] * s;
        out[1] = true3[1];
        out[2] = true3[0] * s + true3[2] * c;
    }

    private static void addNoise(BalancerWorld world, double[] values, double deviation) {
        for (int axis = 0; axis < 3; axis++) {
            values[axis] += deviation * world.noise.nextGaussian();
        }
    }
}
