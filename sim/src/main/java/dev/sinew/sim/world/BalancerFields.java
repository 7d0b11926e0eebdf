package dev.sinew.sim.world;

import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.ObjectType;
import java.util.List;

/// The model fields that differ from world to world. Every value is set from its nominal one, never multiplied in
/// place: what was drawn before leaves no trace.
final class BalancerFields {
    /// Columns of `actuator_gainprm` of a DC motor: resistance and motor constant.
    private static final int RESISTANCE = 0;

    private static final int CONSTANT = 1;

    /// So large that no current flows: a bridge that coasts.
    private static final double OPEN_CIRCUIT = 1e9;

    private final int body;
    private final int[] motors;
    private final int[] wheelDofs;
    private final int[] wheelGeoms;
    private final int gainWidth;
    private final DoubleField mass;
    private final DoubleField inertia;
    private final DoubleField centerOfMass;
    private final DoubleField friction;
    private final DoubleField gain;
    private final DoubleField frictionLoss;
    private final DoubleField delay;
    private final double[] nominalMass;
    private final double[] nominalInertia;
    private final double[] nominalCenterOfMass;
    private final double[] nominalFriction;
    private final double[] nominalGain;
    private final double[] nominalFrictionLoss;

    BalancerFields(Model model, Batch batch) {
        body = model.id(ObjectType.BODY, "base");
        motors = ids(model, ObjectType.ACTUATOR, "_wheel");
        wheelGeoms = ids(model, ObjectType.GEOM, "_tire");
        int[] joints = ids(model, ObjectType.JOINT, "_wheel");
        int[] dofs = model.ints("jnt_dofadr");
        wheelDofs = new int[] {dofs[joints[0]], dofs[joints[1]]};
        nominalMass = model.doubles("body_mass");
        nominalInertia = model.doubles("body_inertia");
        nominalCenterOfMass = model.doubles("body_ipos");
        nominalFriction = model.doubles("geom_friction");
        nominalGain = model.doubles("actuator_gainprm");
        nominalFrictionLoss = model.doubles("dof_frictionloss");
        gainWidth = nominalGain.length / model.count(ObjectType.ACTUATOR);
        mass = batch.expand("body_mass");
        inertia = batch.expand("body_inertia");
        centerOfMass = batch.expand("body_ipos");
        friction = batch.expand("geom_friction");
        gain = batch.expand("actuator_gainprm");
        frictionLoss = batch.expand("dof_frictionloss");
        delay = batch.expand("actuator_delay");
    }

    private static int[] ids(Model model, ObjectType type, String suffix) {
        return List.of("left", "right").stream()
                .mapToInt(side -> model.id(type, side + suffix))
                .toArray();
    }

    /// {@return index of a motor's control}
    ///
    /// @param joint 0 left, 1 right
    int motor(int joint) {
        return motors[joint];
    }

    /// {@return index of a wheel's velocity}
    ///
    /// @param joint 0 left, 1 right
    int wheelDof(int joint) {
        return wheelDofs[joint];
    }

    /// Sets the fields of one world; constants must be derived anew afterwards.
    void set(int world, BalancerParameters parameters) {
        mass.set(world, body, nominalMass[body] * parameters.mass());
        for (int axis = 0; axis < 3; axis++) {
            inertia.set(world, 3 * body + axis, nominalInertia[3 * body + axis] * parameters.mass());
        }
        Axes shift = parameters.centerOfMass();
        centerOfMass.set(world, 3 * body, nominalCenterOfMass[3 * body] + shift.x());
        centerOfMass.set(world, 3 * body + 1, nominalCenterOfMass[3 * body + 1] + shift.y());
        centerOfMass.set(world, 3 * body + 2, nominalCenterOfMass[3 * body + 2] + shift.z());
        for (int joint = 0; joint < 2; joint++) {
            BalancerParameters.Motor motor = joint == 0 ? parameters.left() : parameters.right();
            int tire = 3 * wheelGeoms[joint];
            friction.set(world, tire, nominalFriction[tire] * parameters.wheelFriction());
            int dof = wheelDofs[joint];
            frictionLoss.set(world, dof, nominalFrictionLoss[dof] * motor.friction());
            int first = motors[joint] * gainWidth;
            gain.set(world, first + CONSTANT, nominalGain[first + CONSTANT] * motor.constant());
            delay.set(world, motors[joint], parameters.delaySeconds());
            closeBridge(world, joint, motor);
        }
    }

    /// Lets current flow through a motor.
    void closeBridge(int world, int joint, BalancerParameters.Motor motor) {
        int index = motors[joint] * gainWidth + RESISTANCE;
        gain.set(world, index, nominalGain[index] * motor.resistance());
    }

    /// Lets no current flow through a motor.
    void openBridge(int world, int joint) {
        gain.set(world, motors[joint] * gainWidth + RESISTANCE, OPEN_CIRCUIT);
    }
}
