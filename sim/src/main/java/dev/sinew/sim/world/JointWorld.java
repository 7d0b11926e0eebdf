package dev.sinew.sim.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What one world has beside MuJoCo's state.
final class JointWorld {
    final double[] duty;
    final boolean[] coast;
    JointParameters parameters;
    MotorSupply supply = new MotorSupply(0, 0);
    boolean supplied;
    Optional<String> instability = Optional.empty();

    JointWorld(int joints) {
        duty = new double[joints];
        coast = new boolean[joints];
        parameters = JointParameters.nominal(joints);
    }

    void start(JointParameters newParameters) {
        parameters = newParameters;
        supply = new MotorSupply(newParameters.supplyVolts(), newParameters.supplyOhms());
        supplied = false;
        instability = Optional.empty();
        for (int joint = 0; joint < duty.length; joint++) {
            duty[joint] = 0;
            coast[joint] = true;
        }
    }

    boolean driven(int joint) {
        return supplied && !coast[joint];
    }

    void save(DataOutput out) throws IOException {
        parameters.save(out);
        out.writeBoolean(supplied);
        out.writeUTF(instability.orElse(""));
        for (int joint = 0; joint < duty.length; joint++) {
            out.writeDouble(duty[joint]);
            out.writeBoolean(coast[joint]);
        }
        supply.save(out);
    }

    void restore(DataInput in) throws IOException {
        start(JointParameters.restore(in));
        supplied = in.readBoolean();
        instability = Optional.of(in.readUTF()).filter(why -> !why.isEmpty());
        for (int joint = 0; joint < duty.length; joint++) {
            duty[joint] = in.readDouble();
            coast[joint] = in.readBoolean();
        }
        supply.restore(in);
    }
}
