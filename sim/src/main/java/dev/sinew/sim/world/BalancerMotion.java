package dev.sinew.sim.world;

import dev.sinew.hal.task.Motion;

/// The true motion of one balancer, which its policy does not see.
///
/// @param worlds the physics
/// @param world index
public record BalancerMotion(BalancerWorlds worlds, int world) implements Motion {
    @Override
    public double position(int joint) {
        return worlds.jointPosition(world, joint);
    }

    @Override
    public double velocity(int joint) {
        return worlds.jointVelocity(world, joint);
    }

    @Override
    public double tilt() {
        return worlds.tilt(world);
    }

    @Override
    public double travel() {
        return worlds.travel(world);
    }

    @Override
    public double drift() {
        return worlds.drift(world);
    }

    @Override
    public double speed() {
        return worlds.velocity(world);
    }

    @Override
    public double yawRate() {
        return worlds.yawRate(world);
    }
}
