package dev.sinew.runtime.loop;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.robot.Lifecycle;
import dev.sinew.hal.robot.Outcome;
import dev.sinew.hal.robot.Robot;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.SampleTicks;
import java.util.ArrayList;
import java.util.List;

/// A robot that stands upright and still, does what it is told and writes down what that was.
final class FakeRobot implements Robot {
    private final MonotonicClock clock;
    private final RobotDescription description = SampleTicks.robot();
    final List<String> told = new ArrayList<>();
    Lifecycle lifecycle = Lifecycle.UNCONFIGURED;
    Outcome activation = Outcome.DONE;
    boolean emergencyStop;
    boolean missing;
    boolean broken;
    boolean quiet;
    Runnable onReset = () -> {};
    private int reads;

    FakeRobot(MonotonicClock clock) {
        this.clock = clock;
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
        if (broken) {
            throw new IllegalArgumentException("a mistake in a driver");
        }
        reads++;
        state.timeNanos(clock.nanos());
        state.specificForce()[2] = 9.81 + 0.001 * (reads % 7); // an IMU that repeats itself counts as frozen
        double driven = lifecycle == Lifecycle.ACTIVE ? 0.1 * (reads % 5) : 0; // encoders that stand still are stuck
        state.position()[0] = driven;
        state.position()[1] = driven;
        state.supply(11.1, 0.1);
        state.emergencyStop(emergencyStop);
    }

    @Override
    public Outcome activate() {
        note("activate");
        if (activation == Outcome.DONE) {
            lifecycle = Lifecycle.ACTIVE;
        }
        return activation;
    }

    @Override
    public Outcome write(SafeTargets targets) {
        if (targets.verdict() == Verdict.STOP) {
            return targets.fault() == Fault.NONE
                    ? deactivate()
                    : lifecycle == Lifecycle.FAULT
                            ? Outcome.REFUSED
                            : stop(description.safety().stop());
        }
        if (lifecycle != Lifecycle.ACTIVE) {
            return Outcome.REFUSED;
        }
        if (!quiet) {
            note(targets.verdict() == Verdict.HOLD ? "hold" : "write");
        }
        return Outcome.DONE;
    }

    @Override
    public Outcome deactivate() {
        if (lifecycle != Lifecycle.ACTIVE) {
            return Outcome.REFUSED;
        }
        note("deactivate");
        lifecycle = Lifecycle.INACTIVE;
        return Outcome.DONE;
    }

    @Override
    public Outcome stop(StopCategory category) {
        note("stop " + category);
        lifecycle = Lifecycle.FAULT;
        return Outcome.DONE;
    }

    @Override
    public boolean reset() {
        if (missing) {
            throw new BusException("MPU6050 must answer at 0x68 on I2C bus 1, did not");
        }
        note("reset");
        onReset.run();
        lifecycle = Lifecycle.INACTIVE;
        return false;
    }

    @Override
    public void close() {
        note("close");
    }

    private void note(String what) {
        told.add(what);
    }
}
