package dev.sinew.sim.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What may differ between two robots built from the same parts. Factors multiply the nominal value.
///
/// @param bodies whose mass differs
/// @param joints in joint order
/// @param supplyVolts without load, V
/// @param supplyOhms in series, Ω
/// @param delaySeconds from a reading to the motors' answer, s
public record JointParameters(
        List<Body> bodies, List<OneJoint> joints, double supplyVolts, double supplyOhms, double delaySeconds) {
    /// Copies the lists.
    public JointParameters {
        bodies = List.copyOf(bodies);
        joints = List.copyOf(joints);
    }

    /// One body.
    ///
    /// @param body its name in the model
    /// @param mass factor of its mass and inertia
    public record Body(String body, double mass) {}

    /// One joint with its encoder and, where it is driven, its motor.
    ///
    /// @param friction factor of its dry friction
    /// @param damping factor of its viscous friction
    /// @param zero true angle at which its encoder's disc shows 0, rad
    /// @param constant factor of its motor's torque per ampere and back-EMF
    /// @param resistance factor of its motor's resistance
    public record OneJoint(double friction, double damping, double zero, double constant, double resistance) {
        /// As its parts are described.
        public static final OneJoint NOMINAL = new OneJoint(1, 1, 0, 1, 1);
    }

    /// {@return a robot as its parts are described, on 12 V}
    ///
    /// @param joints of the robot
    public static JointParameters nominal(int joints) {
        return new JointParameters(List.of(), Collections.nCopies(joints, OneJoint.NOMINAL), 12, 0.1, 0.01);
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(bodies.size());
        for (Body body : bodies) {
            out.writeUTF(body.body);
            out.writeDouble(body.mass);
        }
        out.writeInt(joints.size());
        for (OneJoint joint : joints) {
            out.writeDouble(joint.friction);
            out.writeDouble(joint.damping);
            out.writeDouble(joint.zero);
            out.writeDouble(joint.constant);
            out.writeDouble(joint.resistance);
        }
        out.writeDouble(supplyVolts);
        out.writeDouble(supplyOhms);
        out.writeDouble(delaySeconds);
    }

    static JointParameters restore(DataInput in) throws IOException {
        List<Body> bodies = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            bodies.add(new Body(in.readUTF(), in.readDouble()));
        }
        List<OneJoint> joints = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            joints.add(
                    new OneJoint(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new JointParameters(bodies, joints, in.readDouble(), in.readDouble(), in.readDouble());
    }
}
