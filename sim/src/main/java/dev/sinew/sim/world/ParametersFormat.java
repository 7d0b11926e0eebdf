package dev.sinew.sim.world;

import dev.sinew.sim.world.BalancerParameters.Imu;
import dev.sinew.sim.world.BalancerParameters.Motor;
import dev.sinew.sim.world.BalancerParameters.Supply;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Parameters and start of a world as doubles, in the order of their records.
final class ParametersFormat {
    private ParametersFormat() {}

    static void write(DataOutput out, BalancerParameters parameters, BalancerStart start) throws IOException {
        out.writeDouble(parameters.mass());
        write(out, parameters.centerOfMass());
        out.writeDouble(parameters.wheelFriction());
        write(out, parameters.left());
        write(out, parameters.right());
        out.writeDouble(parameters.delaySeconds());
        out.writeDouble(parameters.supply().volts());
        out.writeDouble(parameters.supply().ohms());
        write(out, parameters.imu().gyroscopeBias());
        out.writeDouble(parameters.imu().mounting());
        out.writeDouble(start.tilt());
        out.writeDouble(start.tiltRate());
        out.writeDouble(start.velocity());
    }

    static BalancerParameters parameters(DataInput in) throws IOException {
        double mass = in.readDouble();
        Axes centerOfMass = axes(in);
        double wheelFriction = in.readDouble();
        Motor left = motor(in);
        Motor right = motor(in);
        double delay = in.readDouble();
        Supply supply = new Supply(in.readDouble(), in.readDouble());
        Imu imu = new Imu(axes(in), in.readDouble());
        return new BalancerParameters(mass, centerOfMass, wheelFriction, left, right, delay, supply, imu);
    }

    static BalancerStart start(DataInput in) throws IOException {
        return new BalancerStart(in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void write(DataOutput out, Axes axes) throws IOException {
        out.writeDouble(axes.x());
        out.writeDouble(axes.y());
        out.writeDouble(axes.z());
    }

    private static Axes axes(DataInput in) throws IOException {
        return new Axes(in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void write(DataOutput out, Motor motor) throws IOException {
        out.writeDouble(motor.constant());
        out.writeDouble(motor.resistance());
        out.writeDouble(motor.friction());
    }

    private static Motor motor(DataInput in) throws IOException {
        return new Motor(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
