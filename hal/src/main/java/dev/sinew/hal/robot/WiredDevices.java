package dev.sinew.hal.robot;

import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.encoder.Ls7366r;
import dev.sinew.hal.imu.Mpu6050;
import dev.sinew.hal.motor.Drv8871;
import dev.sinew.hal.motor.MotorHat;
import dev.sinew.hal.power.EmergencyStop;
import dev.sinew.hal.power.Ina219;
import dev.sinew.hal.power.SupplyEnable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The drivers of one robot, made from its wiring on an open board.
final class WiredDevices {
    private static final int I2C_HERTZ = 400_000;

    final Optional<Mpu6050> imu;
    final Ina219 power;
    final PowerStage[] stages;
    final Ls7366r[] encoders;
    final SupplyEnable supply;
    final DigitalOutput supervisorLine;
    final Optional<DigitalOutput> heartbeatLine;
    final EmergencyStop emergencyStop;

    private final RobotDescription robot;
    private final Wiring wiring;

    /// Opens every bus and line; talks to no device yet.
    ///
    /// @param robot what the wiring is for
    /// @param wiring exactly one power monitor, supply enable line and emergency stop, one IMU where the robot has an
    ///     attitude, for each joint one encoder and for each driven one a motor, and at most one heartbeat line
    /// @param board where they are
    /// @param clock to wait and to time readings by
    WiredDevices(RobotDescription robot, Wiring wiring, Board board, MonotonicClock clock) {
        this.robot = robot;
        this.wiring = wiring;
        List<Joint> joints = robot.joints();
        encoders = new Ls7366r[joints.size()];
        Device.SupplyEnable supplyLine = only(Device.SupplyEnable.class);
        supply = new SupplyEnable(board.output(supplyLine.line(), false)); // first of all: off
        supervisorLine = board.supervisorOutput(supplyLine.line());
        heartbeatLine = heartbeat(board);
        emergencyStop =
                new EmergencyStop(board.input(only(Device.EmergencyStop.class).line(), true));
        for (int j = 0; j < joints.size(); j++) {
            Device.Ls7366r counter = encoder(joints.get(j));
            encoders[j] = new Ls7366r(
                    board.spi(counter.bus(), counter.chipSelect(), Ls7366r.HERTZ, Ls7366r.MODE),
                    counter.joint(),
                    counter.countsPerRevolution(),
                    counter.sign(),
                    clock);
        }
        imu = robot.attitude()
                .map(settings -> only(Device.Mpu6050.class))
                .map(chip -> new Mpu6050(board.i2c(chip.bus(), I2C_HERTZ), chip.address(), chip.mounting(), clock));
        Device.Ina219 monitor = only(Device.Ina219.class);
        power = new Ina219(board.i2c(monitor.bus(), I2C_HERTZ), monitor.address(), monitor.shuntOhms());
        stages = stages(board, clock);
    }

    private PowerStage[] stages(Board board, MonotonicClock clock) {
        List<PowerStage> found = new ArrayList<>();
        List<Device.HatMotor> onHat = wired(Device.HatMotor.class);
        List<Device.Drv8871> bridges = wired(Device.Drv8871.class);
        for (Joint joint : robot.joints()) {
            long motors = onHat.stream()
                            .filter(one -> one.joint().equals(joint.name()))
                            .count()
                    + bridges.stream()
                            .filter(one -> one.joint().equals(joint.name()))
                            .count();
            requireMotor(joint, motors);
        }
        if (!onHat.isEmpty()) {
            found.add(hat(only(Device.MotorHat.class), onHat, board, clock));
        }
        for (Device.Drv8871 bridge : bridges) {
            found.add(bridge(bridge, board));
        }
        return found.toArray(PowerStage[]::new);
    }

    private void requireMotor(Joint joint, long motors) {
        if (joint.driven() && joint.mode() != CommandMode.VOLTAGE) {
            throw new IllegalArgumentException(
                    "joint " + joint.name() + " on a bridge must be commanded in VOLTAGE, was " + joint.mode());
        }
        if (motors != (joint.driven() ? 1 : 0)) {
            throw new IllegalArgumentException("wiring of " + robot.name() + " must give joint " + joint.name()
                    + (joint.driven() ? " one motor" : " no motor") + ", was " + motors);
        }
    }

    private PowerStage hat(Device.MotorHat board, List<Device.HatMotor> motors, Board buses, MonotonicClock clock) {
        int[] terminals = new int[robot.joints().size()];
        int[] signs = new int[terminals.length];
        for (Device.HatMotor motor : motors) {
            int joint = robot.jointNames().indexOf(motor.joint());
            terminals[joint] = motor.terminal();
            signs[joint] = motor.sign();
        }
        List<Integer> used = motors.stream().map(Device.HatMotor::terminal).toList();
        return new HatStage(
                new MotorHat(buses.i2c(board.bus(), I2C_HERTZ), board.address(), board.pwmHertz(), used, clock),
                terminals,
                signs);
    }

    private PowerStage bridge(Device.Drv8871 bridge, Board board) {
        PwmOutput in1 = board.pwm(Ports.HEADER_PWM, bridge.in1(), bridge.periodNanos());
        PwmOutput in2 = board.pwm(Ports.HEADER_PWM, bridge.in2(), bridge.periodNanos());
        return new BridgeStage(
                new Drv8871(in1, in2, bridge.periodNanos(), bridge.joint()),
                robot.jointNames().indexOf(bridge.joint()),
                bridge.sign());
    }

    private Optional<DigitalOutput> heartbeat(Board board) {
        return wired(Device.Heartbeat.class).stream().findFirst().map(device -> {
            board.output(device.line(), false);
            return board.supervisorOutput(device.line()); // the supervisor alone writes to it
        });
    }

    private Device.Ls7366r encoder(Joint joint) {
        return one(
                "joint " + joint.name() + " one ls7366r",
                wired(Device.Ls7366r.class).stream()
                        .filter(counter -> counter.joint().equals(joint.name()))
                        .toList());
    }

    private <D extends Device> D only(Class<D> kind) {
        return one("the robot one " + kind.getSimpleName(), wired(kind));
    }

    private <D extends Device> List<D> wired(Class<D> kind) {
        return wiring.devices().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private <D> D one(String what, List<D> found) {
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "wiring of " + robot.name() + " must give " + what + ", was " + found.size());
        }
        return found.getFirst();
    }
}
