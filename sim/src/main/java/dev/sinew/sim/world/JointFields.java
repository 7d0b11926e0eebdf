package dev.sinew.sim.world;

import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.ObjectType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The model fields of a robot's joints, found by their names: a joint has a hinge of its name in the model, a driven
/// one a DC motor of its name as well. Every value is set from its nominal one, never multiplied in place.
final class JointFields {
    private static final int RESISTANCE = 0; // column of actuator_gainprm of a DC motor
    private static final int CONSTANT = 1;
    private static final int GEAR_WIDTH = 6;
    private static final int NO_MOTOR = -1;
    /// So large that no current flows: a bridge that coasts.
    private static final double OPEN_CIRCUIT = 1e9;

    private final Map<String, Integer> bodies = new HashMap<>();
    private final int[] positions;
    private final int[] dofs;
    private final int[] motors;
    private final double[] gears;
    private final int gainWidth;
    private final DoubleField mass;
    private final DoubleField inertia;
    private final DoubleField frictionLoss;
    private final DoubleField damping;
    private final DoubleField gain;
    private final DoubleField delay;
    private final double[] nominalMass;
    private final double[] nominalInertia;
    private final double[] nominalFrictionLoss;
    private final double[] nominalDamping;
    private final double[] nominalGain;

    JointFields(Model model, Batch batch, RobotDescription robot) {
        List<Joint> joints = robot.joints();
        for (int id = 0; id < model.count(ObjectType.BODY); id++) {
            int body = id;
            model.name(ObjectType.BODY, id).ifPresent(name -> bodies.put(name, body));
        }
        positions = new int[joints.size()];
        dofs = new int[joints.size()];
        motors = new int[joints.size()];
        gears = new double[joints.size()];
        double[] gear = model.doubles("actuator_gear");
        for (int j = 0; j < joints.size(); j++) {
            int id = model.id(ObjectType.JOINT, joints.get(j).name());
            positions[j] = model.ints("jnt_qposadr")[id];
            dofs[j] = model.ints("jnt_dofadr")[id];
            boolean driven = joints.get(j).driven();
            motors[j] = driven ? model.id(ObjectType.ACTUATOR, joints.get(j).name()) : NO_MOTOR;
            gears[j] = driven ? gear[motors[j] * GEAR_WIDTH] : 0;
        }
        nominalMass = model.doubles("body_mass");
        nominalInertia = model.doubles("body_inertia");
        nominalFrictionLoss = model.doubles("dof_frictionloss");
        nominalDamping = model.doubles("dof_damping");
        nominalGain = model.doubles("actuator_gainprm");
        gainWidth = nominalGain.length / model.count(ObjectType.ACTUATOR);
        mass = batch.expand("body_mass");
        inertia = batch.expand("body_inertia");
        frictionLoss = batch.expand("dof_frictionloss");
        damping = batch.expand("dof_damping");
        gain = batch.expand("actuator_gainprm");
        delay = batch.expand("actuator_delay");
    }

    int position(int joint) {
        return positions[joint];
    }

    int dof(int joint) {
        return dofs[joint];
    }

    int motor(int joint) {
        return motors[joint];
    }

    /// {@return resistance of a motor's winding, Ω}
    double resistance(int joint, JointParameters.OneJoint factors) {
        return nominalGain[motors[joint] * gainWidth + RESISTANCE] * factors.resistance();
    }

    /// {@return back-EMF of a motor at its joint, V·s/rad}
    double backEmf(int joint, JointParameters.OneJoint factors) {
        return nominalGain[motors[joint] * gainWidth + CONSTANT] * factors.constant() * gears[joint];
    }

    /// Sets the fields of one world; constants must be derived anew afterwards.
    void set(int world, JointParameters parameters) {
        for (JointParameters.Body body : parameters.bodies()) {
            Integer id = bodies.get(body.body());
            if (id == null) {
                throw new IllegalArgumentException(
                        "body must be one of the model's " + bodies.keySet() + ", was '" + body.body() + "'");
            }
            mass.set(world, id, nominalMass[id] * body.mass());
            for (int axis = 0; axis < 3; axis++) {
                inertia.set(world, 3 * id + axis, nominalInertia[3 * id + axis] * body.mass());
            }
        }
        for (int j = 0; j < dofs.length; j++) {
            JointParameters.OneJoint factors = parameters.joints().get(j);
            frictionLoss.set(world, dofs[j], nominalFrictionLoss[dofs[j]] * factors.friction());
            damping.set(world, dofs[j], nominalDamping[dofs[j]] * factors.damping());
            if (motors[j] != NO_MOTOR) {
                int constant = motors[j] * gainWidth + CONSTANT;
                gain.set(world, constant, nominalGain[constant] * factors.constant());
                delay.set(world, motors[j], parameters.delaySeconds());
                closeBridge(world, j, factors);
            }
        }
    }

    /// Lets current flow through a motor.
    void closeBridge(int world, int joint, JointParameters.OneJoint factors) {
        gain.set(world, motors[joint] * gainWidth + RESISTANCE, resistance(joint, factors));
    }

    /// Lets no current flow through a motor.
    void openBridge(int world, int joint) {
        gain.set(world, motors[joint] * gainWidth + RESISTANCE, OPEN_CIRCUIT);
    }
}
