package dev.sinew.sim.plant;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.sim.world.BalancerParameters;
import dev.sinew.sim.world.BalancerStart;
import dev.sinew.sim.world.BalancerWorlds;

/// One balancer of [BalancerWorlds] behind the emulated chips. It stands on its stand until its motor supply is
/// switched on for the first time; then the stand lets go.
public final class BalancerPlant implements Plant {
    private static final long STEP_NANOS = 1_000_000_000L / BalancerWorlds.STEPS_PER_SECOND;

    private final BalancerWorlds worlds;
    private final Draw<BalancerParameters> parameters;
    private final Draw<BalancerStart> start;
    private long nanos;

    /// What a seed makes of something.
    interface Draw<T> {
        /// {@return the draw}
        T from(RandomStream random);
    }

    /// @param worlds one world, owned by this plant
    BalancerPlant(BalancerWorlds worlds, Draw<BalancerParameters> parameters, Draw<BalancerStart> start, long seed) {
        this.worlds = worlds;
        this.parameters = parameters;
        this.start = start;
        reset(seed);
    }

    @Override
    public void reset(long seed) {
        RandomStream random = new RandomStream(seed);
        worlds.hold(
                0,
                parameters.from(random.split("parameters")),
                start.from(random.split("start")),
                random.split("noise"));
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
        return BalancerWorlds.JOINTS;
    }

    @Override
    public void drive(int joint, double duty, boolean coast) {
        worlds.drive(0, joint, duty, coast);
    }

    @Override
    public void supplyEnabled(boolean on) {
        worlds.supplyEnabled(0, on);
        if (on && worlds.held(0)) {
            worlds.release(0);
        }
    }

    @Override
    public double jointPosition(int joint) {
        return worlds.jointPosition(0, joint);
    }

    @Override
    public void angularVelocity(double[] out) {
        System.arraycopy(worlds.angularVelocity(0), 0, out, 0, 3);
    }

    @Override
    public void specificForce(double[] out) {
        System.arraycopy(worlds.specificForce(0), 0, out, 0, 3);
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

    /// {@return the physics, world 0, to push it and to see what no sensor shows}
    public BalancerWorlds worlds() {
        return worlds;
    }

    @Override
    public void close() {
        worlds.close();
    }
}
