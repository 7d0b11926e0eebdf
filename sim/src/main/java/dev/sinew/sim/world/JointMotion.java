package dev.sinew.sim.world;

import dev.sinew.hal.task.Motion;

/// The true motion of one robot whose base stands still, which its policy does not see.
///
/// @param worlds the physics
/// @param world index
public record JointMotion(JointWorlds worlds, int world) implements Motion {
    @Override
    public double position(int joint) {
        return worlds.position(world, joint);
    }

    @Override
    public double velocity(int joint) {
        return worlds.velocity(world, joint);
    }

    @Override
    public double tilt() {
        return 0;
    }

    @Override
    public double travel() {
        return 0;
    }

    @Override
    public double drift() {
        return 0;
    }

    @Override
    public double speed() {
        return 0;
    }

    @Override
    public double yawRate() {
        return 0;
    }
}
