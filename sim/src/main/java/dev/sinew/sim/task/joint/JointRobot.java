package dev.sinew.sim.task.joint;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.sim.actuator.DutySteps;
import dev.sinew.sim.sensor.EncoderCounts;
import dev.sinew.sim.sensor.PowerCounts;
import dev.sinew.sim.world.JointWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Predicate;

/// The robot of one world: its sensors as numbers, its control step, its motor bridges. What the chips and drivers do
/// with bytes it does with arrays, in the same steps: `SameStepsTest` holds it to them, tick by tick.
final class JointRobot {
    private static final double LOWEST_SUPPLY = 2.5; // V; below it the bridges are open, and a quotient means nothing
    private static final double[] DOWN = {0, 0, -1};
    private static final double[] NO_BIAS = new double[3];

    private final JointWorlds worlds;
    private final int world;
    private final ControlStep control;
    private final RobotState state;
    private final EncoderCounts[] encoders;
    private final int[] driven;
    private final DutySteps[] bridges;
    private final PowerCounts power;
    private final long periodNanos;
    private long ticks;
    private boolean stopped;

    JointRobot(JointWorlds worlds, int world, PolicyContract contract, Wiring wiring) {
        this.worlds = worlds;
        this.world = world;
        RobotDescription robot = contract.robot();
        control = new ControlStep(robot, contract);
        state = new RobotState(robot.joints().size());
        periodNanos = robot.periodNanos();
        driven = robot.driven();
        bridges = new DutySteps[driven.length];
        for (int k = 0; k < driven.length; k++) {
            bridges[k] = DutySteps.of(wiring, robot.joints().get(driven[k]).name());
        }
        encoders = new EncoderCounts[robot.joints().size()];
        for (int joint = 0; joint < encoders.length; joint++) {
            String name = robot.joints().get(joint).name();
            Device.Ls7366r encoder = only(
                    wiring, Device.Ls7366r.class, counter -> counter.joint().equals(name));
            encoders[joint] = new EncoderCounts(encoder.countsPerRevolution(), encoder.sign());
        }
        power = new PowerCounts(
                only(wiring, Device.Ina219.class, monitor -> true).shuntOhms());
    }

    private static <D extends Device> D only(Wiring wiring, Class<D> kind, Predicate<D> wanted) {
        return wiring.devices().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "wiring of " + wiring.robot() + " must give each joint one ls7366r and the robot one ina219"));
    }

    /// Starts armed where the world's joints are, at rest as its arming rule demands. As on a robot the readings of
    /// this tick are from before the motor supply is on.
    void start(float[] observations, int offset) {
        control.startArmed(DOWN, NO_BIAS);
        for (int joint = 0; joint < encoders.length; joint++) {
            encoders[joint].count(worlds.shaft(world, joint), periodNanos);
            encoders[joint].count(worlds.shaft(world, joint), periodNanos); // twice: it stood there before, too
        }
        ticks = 0;
        stopped = false;
        read();
        control.observe(state, observations, offset);
        worlds.supplyEnabled(world, true);
    }

    /// Action to duty, through the gate. A stop takes the motor supply away for good.
    void command(float[] actions, int offset) {
        SafeTargets safe = control.command(actions, offset, true);
        if (safe.verdict() == Verdict.STOP && !stopped) {
            stopped = true;
            worlds.supplyEnabled(world, false);
        }
        for (int k = 0; k < driven.length; k++) {
            boolean pulls = !stopped && state.supplyVoltage() > LOWEST_SUPPLY;
            double duty = pulls ? safe.get(driven[k]) / state.supplyVoltage() : 0;
            worlds.drive(world, driven[k], bridges[k].round(duty), stopped);
        }
    }

    /// Sensors to observation, after time has moved by one period.
    void observe(float[] observations, int offset) {
        ticks++;
        for (int joint = 0; joint < encoders.length; joint++) {
            encoders[joint].count(worlds.shaft(world, joint), periodNanos);
        }
        read();
        control.observe(state, observations, offset);
    }

    private void read() {
        state.timeNanos(ticks * periodNanos);
        for (int joint = 0; joint < encoders.length; joint++) {
            state.position()[joint] = encoders[joint].position();
            state.velocity()[joint] = encoders[joint].velocity();
        }
        state.supply(power.voltage(worlds.supplyVoltage(world)), power.current(worlds.supplyCurrent(world)));
    }

    /// {@return whether the gate has stopped it}
    boolean stopped() {
        return stopped;
    }

    /// {@return the readings of the last tick; the live object}
    RobotState state() {
        return state;
    }

    /// {@return its control step}
    ControlStep control() {
        return control;
    }

    void save(DataOutput out) throws IOException {
        control.save(out);
        for (EncoderCounts encoder : encoders) {
            encoder.save(out);
        }
        out.writeLong(ticks);
        out.writeBoolean(stopped);
        out.writeDouble(state.supplyVoltage());
    }

    void restore(DataInput in) throws IOException {
        control.restore(in);
        for (EncoderCounts encoder : encoders) {
            encoder.restore(in);
        }
        ticks = in.readLong();
        stopped = in.readBoolean();
        state.supply(in.readDouble(), 0);
    }
}
