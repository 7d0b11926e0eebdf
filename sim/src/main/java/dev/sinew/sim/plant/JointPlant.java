package dev.sinew.sim.plant;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.sim.world.JointParameters;
import dev.sinew.sim.world.JointWorlds;
import java.util.Arrays;

/// One robot of [JointWorlds] behind the emulated chips. Time moves it from the first moment on, its motors off until
/// they are driven; it has no IMU.
public final class JointPlant implements Plant {
    private static final long STEP_NANOS = 1_000_000_000L / JointWorlds.STEPS_PER_SECOND;

    private final JointWorlds worlds;
    private final int joints;
    private final Start start;
    private long nanos;

    /// What a seed makes of a start.
    interface Start {
        /// {@return the robot}
        ///
        /// @param random draws come from it
        /// @param positions true angles, rad, `[joints]`, filled
        /// @param velocities rad/s, `[joints]`, filled
        JointParameters draw(RandomStream random, double[] positions, double[] velocities);
    }

    /// @param worlds one world, owned by this plant
    JointPlant(JointWorlds worlds, int joints, Start start, long seed) {
        this.worlds = worlds;
        this.joints = joints;
        this.start = start;
        reset(seed);
    }

    @Override
    public void reset(long seed) {
        double[] positions = new double[joints];
        double[] velocities = new double[joints];
        JointParameters parameters = start.draw(new RandomStream(seed), positions, velocities);
        worlds.start(0, parameters, positions, velocities);
        nanos = 0;
    }

    @Override
    public void advance(long duration) {
        if (duration < STEP_NANOS || duration % STEP_NANOS != 0) {
            throw new IllegalArgumentException(
                    "time must move by a positive multiple of " + STEP_NANOS + " ns, was " + duration);
        }
        worlds.advance(Math.toIntExact(duration / STEP_NANOS));
        nanos += duration;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long stepNanos() {
        return STEP_NANOS;
    }

    @Override
    public int joints() {
        return joints;
    }

    @Override
    public void drive(int joint, double duty, boolean coast) {
        worlds.drive(0, joint, duty, coast);
    }

    @Override
    public void supplyEnabled(boolean on) {
        worlds.supplyEnabled(0, on);
    }

    @Override
    public double jointPosition(int joint) {
        return worlds.shaft(0, joint);
    }

    @Override
    public void angularVelocity(double[] out) {
        Arrays.fill(out, 0);
    }

    @Override
    public void specificForce(double[] out) {
        Arrays.fill(out, 0);
    }

    @Override
    public double supplyVoltage() {
        return worlds.supplyVoltage(0);
    }

    @Override
    public double supplyCurrent() {
        return worlds.supplyCurrent(0);
    }

    @Override
    public double trueTilt() {
        return worlds.tilt(0);
    }

    @Override
    public double trueTravel() {
        return worlds.travel(0);
    }

    /// {@return the physics, world 0, to see what no sensor shows}
    public JointWorlds worlds() {
        return worlds;
    }

    @Override
    public void close() {
        worlds.close();
    }
}
