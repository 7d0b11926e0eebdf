package dev.sinew.runtime.loop;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.Robot;
import dev.sinew.hal.safety.SafeTargets;

/// A robot without buses, which stands upright and still: what is left of a tick is the runtime's own.
final class IdleRobot implements Robot {
    private final RobotDescription description;
    private volatile Lifecycle lifecycle = Lifecycle.UNCONFIGURED;
    private int reads;

    IdleRobot(RobotDescription description) {
        this.description = description;
    }

    @Override
    public RobotDescription description() {
        return description;
    }

    @Override
    public Lifecycle lifecycle() {
        return lifecycle;
    }

    @Override
    public void configure() {
        lifecycle = Lifecycle.INACTIVE;
    }

    @Override
    public void read(RobotState state) {
        reads++;
        state.timeNanos(reads * description.periodNanos());
        state.specificForce()[2] = 9.81 + 0.001 * (reads % 7);
        double driven = lifecycle == Lifecycle.ACTIVE ? 0.1 * (reads % 5) : 0;
        state.position()[0] = driven;
        state.position()[1] = driven;
        state.supply(11.1, 0.1);
    }

    @Override
    public Outcome activate() {
        lifecycle = Lifecycle.ACTIVE;
        return Outcome.DONE;
    }

    @Override
    public Outcome write(SafeTargets targets) {
        return lifecycle == Lifecycle.ACTIVE ? Outcome.DONE : Outcome.REFUSED;
    }

    @Override
    public Outcome deactivate() {
        return Outcome.REFUSED;
    }

    @Override
    public Outcome stop(StopCategory category) {
        lifecycle = Lifecycle.FAULT;
        return Outcome.DONE;
    }

    @Override
    public boolean reset() {
        lifecycle = Lifecycle.INACTIVE;
        return false;
    }

    @Override
    public void close() {
        lifecycle = Lifecycle.UNCONFIGURED;
    }
}
