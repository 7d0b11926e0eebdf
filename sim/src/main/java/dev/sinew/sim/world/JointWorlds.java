package dev.sinew.sim.world;

import dev.sinew.config.robot.RobotDescription;
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

/// N robots on a base that stands still, whatever their joints: the physics of every robot that is described by its
/// files alone. Used by one thread at a time. Time moves in physics steps of 1 ms.
///
/// | name in the model                  | what it is                                                            |
/// |------------------------------------|-----------------------------------------------------------------------|
/// | a hinge named as a joint           | that joint                                                            |
/// | a `dcmotor` named as a driven joint | its motor, controlled by the voltage across it, with room for a delay |
public final class JointWorlds implements AutoCloseable {
    /// Physics steps in a second.
    public static final int STEPS_PER_SECOND = 1000;

    private final Batch batch;
    private final JointFields fields;
    private final int[] drivenJoints;
    private final int joints;
    private final DoubleField position;
    private final DoubleField velocity;
    private final DoubleField control;
    private final JointWorld[] worlds;
    private final Lean lean;
    private final int[] one = new int[1];

    /// Worlds of nominal robots, every joint at 0.
    ///
    /// @param mujoco the library
    /// @param xml the robot's MJCF
    /// @param robot whose joints it has
    /// @param count N, at least 1
    /// @param threads that step, at least 1
    public JointWorlds(Mujoco mujoco, String xml, RobotDescription robot, int count, int threads) {
        joints = robot.joints().size();
        drivenJoints = robot.driven();
        try (Model model = mujoco.model(xml)) {
            if (model.timestep() != 1.0 / STEPS_PER_SECOND) {
                throw new IllegalArgumentException(
                        "physics step of " + robot.name() + " must be 0.001 s, was " + model.timestep());
            }
            batch = new Batch(model, count, threads, BatchMemory.SHARED);
            fields = new JointFields(model, batch, robot);
            lean = new Lean(model, batch);
        }
        position = batch.component(StateComponent.POSITION);
        velocity = batch.component(StateComponent.VELOCITY);
        control = batch.component(StateComponent.CONTROL);
        worlds = new JointWorld[count];
        for (int i = 0; i < count; i++) {
            worlds[i] = new JointWorld(joints);
            start(i, JointParameters.nominal(joints), new double[joints], new double[joints]);
        }
    }

    /// {@return N}
    public int count() {
        return worlds.length;
    }

    /// Puts a world into a new start, motors coasting, supply off.
    ///
    /// @param world index
    /// @param parameters of this robot
    /// @param positions true angles, rad, `[joints]`
    /// @param velocities rad/s, `[joints]`
    public void start(int world, JointParameters parameters, double[] positions, double[] velocities) {
        one[0] = world;
        batch.reset(one, 1);
        worlds[world].start(parameters);
        fields.set(world, parameters);
        batch.setConstants(one, 1);
        for (int joint = 0; joint < joints; joint++) {
            position.set(world, fields.position(joint), positions[joint]);
            velocity.set(world, fields.dof(joint), velocities[joint]);
        }
        batch.forward(one, 1, Stage.POSITION);
        lean.begin(world);
    }

    /// {@return what robot a world has}
    ///
    /// @param world index
    public JointParameters parameters(int world) {
        return worlds[world].parameters;
    }

    /// Drives a motor bridge from now on.
    ///
    /// @param world index
    /// @param joint index of a driven joint
    /// @param duty share of the supply voltage, −1 to 1
    /// @param coast whether the bridge is off
    public void drive(int world, int joint, double duty, boolean coast) {
        if (!(Math.abs(duty) <= 1)) {
            throw new IllegalArgumentException("duty must be -1 to 1, was " + duty);
        }
        worlds[world].duty[joint] = duty;
        worlds[world].coast[joint] = coast;
    }

    /// Switches the motor supply of a world.
    ///
    /// @param world index
    /// @param on false lets all motors coast
    public void supplyEnabled(int world, boolean on) {
        worlds[world].supplied = on;
    }

    /// Moves time forward in all worlds.
    ///
    /// @param steps physics steps, at least 1
    public void advance(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, was " + steps);
        }
        for (int world = 0; world < worlds.length; world++) {
            applyDrive(world);
        }
        batch.step(steps, lean.known() ? Stage.POSITION : Stage.NONE);
        for (int world = 0; world < worlds.length; world++) {
            if (worlds[world].instability.isEmpty()) {
                worlds[world].instability = batch.failed(world)
                        ? Optional.of(batch.error(world))
                        : batch.graveWarning(world).map(Warning::text);
            }
        }
    }

    /// Voltages for the time until the next call, from duties, supply and back-EMF.
    private void applyDrive(int world) {
        JointWorld robot = worlds[world];
        MotorSupply supply = robot.supply;
        supply.clear();
        for (int joint : drivenJoints) {
            if (robot.driven(joint)) {
                JointParameters.OneJoint factors = robot.parameters.joints().get(joint);
                supply.add(
                        robot.duty[joint],
                        velocity(world, joint),
                        fields.resistance(joint, factors),
                        fields.backEmf(joint, factors));
            }
        }
        supply.solve();
        for (int joint : drivenJoints) {
            if (robot.driven(joint)) {
                fields.closeBridge(world, joint, robot.parameters.joints().get(joint));
                control.set(world, fields.motor(joint), robot.duty[joint] * supply.voltage());
            } else {
                fields.openBridge(world, joint);
                control.set(world, fields.motor(joint), 0);
            }
        }
    }

    /// {@return the true angle of a joint, rad}
    ///
    /// @param world index
    /// @param joint index in joint order
    public double position(int world, int joint) {
        return position.get(world, fields.position(joint));
    }

    /// {@return the true velocity of a joint, rad/s}
    ///
    /// @param world index
    /// @param joint index in joint order
    public double velocity(int world, int joint) {
        return velocity.get(world, fields.dof(joint));
    }

    /// {@return the angle of a joint as its encoder's disc shows it, the error of its zero included, rad}
    ///
    /// @param world index
    /// @param joint index in joint order
    public double shaft(int world, int joint) {
        return position(world, joint)
                - worlds[world].parameters.joints().get(joint).zero();
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

    /// {@return the lean of the model's site `upright`, rad, 0 to π; 0 for a model without one}
    ///
    /// @param world index
    public double tilt(int world) {
        return lean.tilt(world);
    }

    /// {@return the horizontal distance of the site `upright` from where the world began, m; 0 without one}
    ///
    /// @param world index
    public double travel(int world) {
        return lean.travel(world);
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
        for (JointWorld world : worlds) {
            world.save(out);
        }
        batch.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, from as many worlds of the same robot
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
