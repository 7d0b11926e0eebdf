package dev.sinew.sim.world;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.task.MeasuredMotion;
import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Mujoco;
import dev.sinew.sim.mujoco.Stage;
import dev.sinew.sim.mujoco.StateComponent;
import dev.sinew.sim.mujoco.Warning;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// N two-wheel balancers. A world is held by its stand, at rest at its start tilt, until it is released; then physics
/// runs. Joint 0 is the left wheel, joint 1 the right one. Used by one thread at a time.
///
/// Time moves in physics steps of 1 ms. Each [#advance] takes one sample of the IMU, the delay of the chip's filter
/// before its end, whenever it comes; everything else can be read at any time and is fresh.
public final class BalancerWorlds implements AutoCloseable {
    /// Joints of a balancer.
    public static final int JOINTS = 2;

    /// Physics steps in a second.
    public static final int STEPS_PER_SECOND = 1000;

    private final Batch batch;
    private final BalancerFields fields;
    private final DoubleField position;
    private final DoubleField velocity;
    private final DoubleField control;
    private final DoubleField sensors;
    private final BalancerWorld[] worlds;
    private final BalancerImu imu = new BalancerImu();
    private final int[] one = new int[1];

    /// Worlds of nominal balancers, upright on their stands.
    ///
    /// @param mujoco the library
    /// @param xml the balancer's MJCF
    /// @param count N, at least 1
    /// @param threads that step, at least 1
    public BalancerWorlds(Mujoco mujoco, String xml, int count, int threads) {
        try (Model model = mujoco.model(xml)) {
            requireStep(model.timestep());
            batch = new Batch(model, count, threads, BatchMemory.SHARED);
            fields = new BalancerFields(model, batch);
        }
        position = batch.component(StateComponent.POSITION);
        velocity = batch.component(StateComponent.VELOCITY);
        control = batch.component(StateComponent.CONTROL);
        sensors = batch.output("sensordata");
        worlds = new BalancerWorld[count];
        for (int i = 0; i < count; i++) {
            worlds[i] = new BalancerWorld();
            hold(i, BalancerParameters.NOMINAL, BalancerStart.UPRIGHT, new RandomStream(i));
        }
    }

    private static void requireStep(double seconds) {
        if (seconds != 1.0 / STEPS_PER_SECOND) {
            throw new IllegalArgumentException("the balancer's physics step must be 0.001 s, was " + seconds);
        }
    }

    /// {@return N}
    public int count() {
        return worlds.length;
    }

    /// Puts a world on its stand at a new start, motors coasting, supply off.
    ///
    /// @param world index
    /// @param parameters of this balancer
    /// @param start taken up when released; until then the tilt holds and nothing moves
    /// @param noise of its sensors, taken over
    public void hold(int world, BalancerParameters parameters, BalancerStart start, RandomStream noise) {
        one[0] = world;
        batch.reset(one, 1);
        worlds[world].hold(parameters, start, noise);
        fields.set(world, parameters);
        batch.setConstants(one, 1);
        double half = start.tilt() / 2;
        position.set(world, 3, StrictMath.cos(half));
        position.set(world, 4, 0);
        position.set(world, 5, StrictMath.sin(half));
        position.set(world, 6, 0);
        sampleHeld(world);
    }

    /// Lets a world go: it takes up its start velocity.
    ///
    /// @param world index
    public void release(int world) {
        BalancerWorld balancer = worlds[world];
        BalancerStart start = balancer.start;
        balancer.held = false;
        velocity.set(world, 0, start.velocity());
        velocity.set(world, 4, start.tiltRate());
        for (int joint = 0; joint < JOINTS; joint++) {
            // the wheel rolls at v/r in space, and its joint turns against a body that tilts
            velocity.set(
                    world, fields.wheelDof(joint), start.velocity() / MeasuredMotion.WHEEL_RADIUS - start.tiltRate());
        }
    }

    /// {@return whether a world is on its stand}
    ///
    /// @param world index
    public boolean held(int world) {
        return worlds[world].held;
    }

    /// Drives a motor bridge from now on.
    ///
    /// @param world index
    /// @param joint 0 left, 1 right
    /// @param duty share of the supply voltage, −1 to 1
    /// @param coast whether the bridge is off
    public void drive(int world, int joint, double duty, boolean coast) {
        if (!(Math.abs(duty) <= 1)) {
            throw new IllegalArgumentException("duty must be -1 to 1, was " + duty);
        }
        worlds[world].drive(joint, duty, coast);
    }

    /// Switches the motor supply of a world.
    ///
    /// @param world index
    /// @param on false lets both motors coast
    public void supplyEnabled(int world, boolean on) {
        worlds[world].supplied = on;
    }

    /// Adds to the forward velocity of the body, as a push does.
    ///
    /// @param world index
    /// @param change m/s
    public void push(int world, double change) {
        velocity.set(world, 0, velocity.get(world, 0) + change);
    }

    /// Moves time forward in all worlds. A tick that reads right after it gets an IMU sample of the age that the chip
    /// gives it, in training and behind the chips alike; after less than that age the sample is as old as the call.
    ///
    /// @param steps physics steps, at least 1
    public void advance(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        applyDrive();
        int young = Math.min(BalancerImu.DELAY_STEPS, steps - 1);
        step(steps - young);
        sample();
        if (young > 0) {
            step(young);
        }
    }

    private void step(int steps) {
        for (int world = 0; world < worlds.length; world++) {
            if (worlds[world].held) {
                if (worlds.length > 1) {
                    throw new IllegalStateException("world " + world + " must be released before time moves");
                }
                return; // a single world on its stand: time passes and nothing moves
            }
        }
        batch.step(steps, Stage.VELOCITY);
        noteInstability();
    }

    private void noteInstability() {
        for (int world = 0; world < worlds.length; world++) {
            if (worlds[world].instability.isEmpty()) {
                worlds[world].instability = batch.failed(world)
                        ? Optional.of(batch.error(world))
                        : batch.graveWarning(world).map(Warning::text);
            }
        }
    }

    /// Voltages for the time until the next call, from duties, supply and back-EMF.
    private void applyDrive() {
        for (int world = 0; world < worlds.length; world++) {
            BalancerWorld balancer = worlds[world];
            MotorSupply supply = balancer.supply;
            supply.clear();
            for (int joint = 0; joint < JOINTS; joint++) {
                if (balancer.driven(joint)) {
                    supply.add(balancer.duty[joint], jointVelocity(world, joint), balancer.motor(joint));
                }
            }
            supply.solve();
            for (int joint = 0; joint < JOINTS; joint++) {
                if (balancer.driven(joint)) {
                    fields.closeBridge(world, joint, balancer.motor(joint));
                    control.set(world, fields.motor(joint), balancer.duty[joint] * supply.voltage());
                } else {
                    fields.openBridge(world, joint);
                    control.set(world, fields.motor(joint), 0);
                }
            }
        }
    }

    private void sample() {
        for (int world = 0; world < worlds.length; world++) {
            if (worlds[world].held) {
                sampleHeld(world);
            } else {
                imu.sample(sensors, world, worlds[world]);
            }
        }
    }

    /// Takes an IMU sample of a world on its stand, without moving time.
    ///
    /// @param world index
    public void sampleHeld(int world) {
        imu.sampleHeld(worlds[world]);
    }

    /// {@return angle of a wheel against the body since the start, rad}
    ///
    /// @param world index
    /// @param joint 0 left, 1 right
    public double jointPosition(int world, int joint) {
        return position.get(world, fields.wheelDof(joint) + 1); // a free joint has one position more than velocities
    }

    /// {@return speed of a wheel against the body, rad/s}
    ///
    /// @param world index
    /// @param joint 0 left, 1 right
    public double jointVelocity(int world, int joint) {
        return velocity.get(world, fields.wheelDof(joint));
    }

    /// {@return the newest sample of the gyroscope with bias and noise, rad/s, `[3]`; the live array}
    ///
    /// @param world index
    public double[] angularVelocity(int world) {
        return worlds[world].angularVelocity;
    }

    /// {@return the newest sample of the accelerometer with noise, m/s², `[3]`; the live array}
    ///
    /// @param world index
    public double[] specificForce(int world) {
        return worlds[world].specificForce;
    }

    /// {@return voltage of the supply behind its switch, V}
    ///
    /// @param world index
    public double supplyVoltage(int world) {
        return worlds[world].supplied ? worlds[world].supply.voltage() : 0;
    }

    /// {@return current out of the supply, A}
    ///
    /// @param world index
    public double supplyCurrent(int world) {
        return worlds[world].supplied ? worlds[world].supply.current() : 0;
    }

    /// {@return the true lean, rad, positive forward}
    ///
    /// @param world index
    public double tilt(int world) {
        double w = position.get(world, 3);
        double x = position.get(world, 4);
        double y = position.get(world, 5);
        double z = position.get(world, 6);
        // the last row of the rotation matrix is the direction of up seen from the base
        return StrictMath.atan2(2 * (w * y - x * z), 1 - 2 * (x * x + y * y));
    }

    /// {@return true distance from the start along x, m}
    ///
    /// @param world index
    public double travel(int world) {
        return position.get(world, 0);
    }

    /// {@return true distance from the start across x, m}
    ///
    /// @param world index
    public double drift(int world) {
        return position.get(world, 1);
    }

    /// {@return true velocity along x, m/s}
    ///
    /// @param world index
    public double velocity(int world) {
        return velocity.get(world, 0);
    }

    /// {@return true yaw rate, rad/s}
    ///
    /// @param world index
    public double yawRate(int world) {
        return velocity.get(world, 5);
    }

    /// {@return why the physics of a world broke down since its start, so that its numbers mean nothing; empty while
    /// it holds}
    ///
    /// @param world index
    public Optional<String> instability(int world) {
        return worlds[world].instability;
    }

    /// Writes everything that decides what comes next.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        for (BalancerWorld world : worlds) {
            world.save(out);
        }
        batch.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from as many worlds
    /// @throws IOException when `in` fails
    public void restore(DataInput in) throws IOException {
        for (int world = 0; world < worlds.length; world++) {
            worlds[world].restore(in);
            fields.set(world, worlds[world].parameters);
        }
        batch.setConstants();
        batch.restore(in);
    }

    @Override
    public void close() {
        batch.close();
    }
}
