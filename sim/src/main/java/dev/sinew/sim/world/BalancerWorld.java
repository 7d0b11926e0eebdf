package dev.sinew.sim.world;

import dev.sinew.config.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What one world has beside MuJoCo's state.
final class BalancerWorld {
    final double[] duty = new double[BalancerWorlds.JOINTS];
    final boolean[] coast = new boolean[BalancerWorlds.JOINTS];
    final double[] angularVelocity = new double[3];
    final double[] specificForce = new double[3];
    BalancerParameters parameters = BalancerParameters.NOMINAL;
    BalancerStart start = BalancerStart.UPRIGHT;
    RandomStream noise = new RandomStream(0);
    MotorSupply supply = new MotorSupply(0, 0);
    boolean held;
    boolean supplied;
    Optional<String> instability = Optional.empty();

    void hold(BalancerParameters newParameters, BalancerStart newStart, RandomStream newNoise) {
        parameters = newParameters;
        start = newStart;
        noise = newNoise;
        supply = new MotorSupply(
                newParameters.supply().volts(), newParameters.supply().ohms());
        held = true;
        supplied = false;
        instability = Optional.empty();
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            drive(joint, 0, true);
        }
    }

    void drive(int joint, double newDuty, boolean newCoast) {
        duty[joint] = newDuty;
        coast[joint] = newCoast;
    }

    boolean driven(int joint) {
        return supplied && !coast[joint];
    }

    BalancerParameters.Motor motor(int joint) {
        return joint == 0 ? parameters.left() : parameters.right();
    }

    void save(DataOutput out) throws IOException {
        ParametersFormat.write(out, parameters, start);
        noise.save(out);
        out.writeBoolean(held);
        out.writeBoolean(supplied);
        out.writeUTF(instability.orElse(""));
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            out.writeDouble(duty[joint]);
            out.writeBoolean(coast[joint]);
        }
        for (int axis = 0; axis < 3; axis++) {
            out.writeDouble(angularVelocity[axis]);
            out.writeDouble(specificForce[axis]);
        }
        supply.save(out);
    }

    void restore(DataInput in) throws IOException {
        hold(ParametersFormat.parameters(in), ParametersFormat.start(in), new RandomStream(0));
        noise.restore(in);
        held = in.readBoolean();
        supplied = in.readBoolean();
        instability = Optional.of(in.readUTF()).filter(why -> !why.isEmpty());
        for (int joint = 0; joint < BalancerWorlds.JOINTS; joint++) {
            duty[joint] = in.readDouble();
            coast[joint] = in.readBoolean();
        }
        for (int axis = 0; axis < 3; axis++) {
            angularVelocity[axis] = in.readDouble();
            specificForce[axis] = in.readDouble();
        }
        supply.restore(in);
    }
}
