package dev.sinew.sim.task.balance;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.sim.sensor.EncoderCounts;
import dev.sinew.sim.sensor.ImuCounts;
import dev.sinew.sim.sensor.PowerCounts;
import dev.sinew.sim.world.BalancerWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Predicate;

/// The robot of one world: its sensors as numbers, its control step, its motor bridges. What the chips and drivers do
/// with bytes it does with arrays, in the same steps: `OneControlStepTest` holds it to them, tick by tick.
final class BalanceRobot {
    private static final int DUTY_STEPS = 4096; // PCA9685, 12 bits
    private static final double LOWEST_SUPPLY = 2.5; // V; below it the bridges are open, and a quotient means nothing

    private final BalancerWorlds worlds;
    private final int world;
    private final ControlStep control;
    private final RobotState state = new RobotState(BalancerWorlds.JOINTS);
    private final EncoderCounts[] encoders = new EncoderCounts[BalancerWorlds.JOINTS];
    private final PowerCounts power;
    private final long periodNanos;
    private final int calibrationTicks;
    private long ticks;
    private boolean stopped;

    BalanceRobot(BalancerWorlds worlds, int world, PolicyContract contract, Wiring wiring) {
        this.worlds = worlds;
        this.world = world;
        RobotDescription robot = contract.robot();
        control = new ControlStep(robot, contract);
        periodNanos = robot.periodNanos();
        calibrationTicks = (int) Math.ceil(robot.attitude().orElseThrow().calibrationSeconds() * robot.rateHertz());
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
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

    /// Calibrates on the stand as a robot does before arming, starts armed, and lets the world go. As on a robot the
    /// readings of this tick are from before the motor supply is on, so that the motors first pull in the next tick.
    void start(float[] observations, int offset) {
        double[] bias = new double[3];
        double[] gravity = new double[3];
        double[] sample = new double[3];
        for (int tick = 0; tick < calibrationTicks; tick++) {
            worlds.sampleHeld(world);
            ImuCounts.quantize(worlds.angularVelocity(world), ImuCounts.ANGULAR_VELOCITY, sample);
            addTo(bias, sample, 1.0 / calibrationTicks);
            ImuCounts.quantize(worlds.specificForce(world), ImuCounts.SPECIFIC_FORCE, sample);
            addTo(gravity, sample, -1);
        }
        double norm = Math.sqrt(gravity[0] * gravity[0] + gravity[1] * gravity[1] + gravity[2] * gravity[2]);
        for (int axis = 0; axis < 3; axis++) {
            gravity[axis] /= norm;
        }
        control.startArmed(gravity, bias);
        for (EncoderCounts encoder : encoders) {
            encoder.zero();
        }
        ticks = 0;
        stopped = false;
        read();
        control.observe(state, observations, offset);
        worlds.supplyEnabled(world, true);
        worlds.release(world);
    }

    private static void addTo(double[] sum, double[] values, double weight) {
        for (int axis = 0; axis < 3; axis++) {
            sum[axis] += weight * values[axis];
        }
    }

    /// Action to duty, through the gate. A stop takes the motor supply away for good.
    void command(float[] actions, int offset) {
        SafeTargets safe = control.command(actions, offset, true);
        if (safe.verdict() == Verdict.STOP && !stopped) {
            stopped = true;
            worlds.supplyEnabled(world, false);
        }
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            boolean pulls = !stopped && state.supplyVoltage() > LOWEST_SUPPLY;
            double duty = pulls ? Math.clamp(safe.get(joint) / state.supplyVoltage(), -1, 1) : 0;
            worlds.drive(world, joint, Math.rint(duty * DUTY_STEPS) / DUTY_STEPS, stopped);
        }
    }

    /// Sensors to observation, after time has moved by one period.
    void observe(float[] observations, int offset) {
        ticks++;
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            encoders[joint].count(worlds.jointPosition(world, joint), periodNanos);
        }
        read();
        control.observe(state, observations, offset);
    }

    private void read() {
        state.timeNanos(ticks * periodNanos);
        ImuCounts.quantize(worlds.angularVelocity(world), ImuCounts.ANGULAR_VELOCITY, state.angularVelocity());
        ImuCounts.quantize(worlds.specificForce(world), ImuCounts.SPECIFIC_FORCE, state.specificForce());
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
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
