package dev.sinew.sim.task.balance;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.control.ControlStep;
import dev.sinew.hal.safety.SafeTargets;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.sim.sensor.EncoderCounts;
import dev.sinew.sim.sensor.ImuCounts;
import dev.sinew.sim.world.BalancerWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// The robot of one world: its sensors as numbers, its control step, its motor bridges. What the chips and drivers do
/// with bytes it does with arrays, in the same steps.
final class BalanceRobot {
    private static final int DUTY_STEPS = 4096; // PCA9685, 12 bits
    private static final double VOLTAGE_COUNT = 4e-3; // INA219 bus voltage register, V
    private static final double CURRENT_COUNT = 1e-4; // 10 µV over 0.1 Ω, A

    private final BalancerWorlds worlds;
    private final int world;
    private final ControlStep control;
    private final RobotState state = new RobotState(BalancerWorlds.JOINTS);
    private final EncoderCounts[] encoders = new EncoderCounts[BalancerWorlds.JOINTS];
    private final double periodSeconds;
    private final long periodNanos;
    private final int calibrationTicks;
    private long ticks;
    private boolean stopped;

    BalanceRobot(BalancerWorlds worlds, int world, PolicyContract contract, List<Device.Ls7366r> wiring) {
        this.worlds = worlds;
        this.world = world;
        control = new ControlStep(contract.robot(), contract);
        periodSeconds = contract.robot().periodSeconds();
        periodNanos = contract.robot().periodNanos();
        calibrationTicks = (int) Math.ceil(contract.robot().attitude().calibrationSeconds()
                * contract.robot().rateHertz());
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            Device.Ls7366r encoder = wiring.get(joint);
            encoders[joint] = new EncoderCounts(encoder.countsPerRevolution(), encoder.sign());
        }
    }

    /// Calibrates on the stand as a robot does before arming, starts armed, and lets the world go.
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
        worlds.supplyEnabled(world, true);
        read();
        control.observe(state, observations, offset);
        worlds.release(world);
    }

    private static void addTo(double[] sum, double[] values, double weight) {
        for (int axis = 0; axis < 3; axis++) {
            sum[axis] += weight * values[axis];
        }
    }

    /// Action to duty, through the gate. A stop lets the motors coast, as cutting their supply does.
    void command(float[] actions, int offset) {
        SafeTargets safe = control.command(actions, offset, true);
        stopped |= safe.verdict() == Verdict.STOP;
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            double duty = stopped ? 0 : Math.clamp(safe.get(joint) / state.supplyVoltage(), -1, 1);
            worlds.drive(world, joint, Math.rint(duty * DUTY_STEPS) / DUTY_STEPS, stopped);
        }
    }

    /// Sensors to observation, after time has moved by one period.
    void observe(float[] observations, int offset) {
        ticks++;
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            encoders[joint].count(worlds.jointPosition(world, joint), periodSeconds);
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
        state.supply(
                Math.rint(worlds.supplyVoltage(world) / VOLTAGE_COUNT) * VOLTAGE_COUNT,
                Math.rint(worlds.supplyCurrent(world) / CURRENT_COUNT) * CURRENT_COUNT);
    }

    /// {@return whether the gate has stopped it}
    boolean stopped() {
        return stopped;
    }

    /// {@return the readings of the last tick; the live object}
    RobotState state() {
        return state;
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
