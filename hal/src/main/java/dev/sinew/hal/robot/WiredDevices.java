package dev.sinew.hal.robot;

import dev.sinew.config.robot.CommandMode;
import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Joint;
import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.Wiring;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.encoder.Ls7366r;
import dev.sinew.hal.imu.Mpu6050;
import dev.sinew.hal.motor.MotorHat;
import dev.sinew.hal.power.EmergencyStop;
import dev.sinew.hal.power.Ina219;
import dev.sinew.hal.power.SupplyEnable;
import java.util.List;
import java.util.Optional;

/// The drivers of one robot, made from its wiring on an open board.
final class WiredDevices {
    private static final int I2C_HERTZ = 400_000;

    final Mpu6050 imu;
    final Ina219 power;
    final MotorHat hat;
    final int[] terminals;
    final int[] motorSigns;
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
    /// @param wiring exactly one IMU, power monitor, motor HAT, supply enable line and emergency stop, for each joint
    ///     one motor and one encoder, and at most one heartbeat line
    /// @param board where they are
    /// @param clock to wait and to time readings by
    WiredDevices(RobotDescription robot, Wiring wiring, Board board, MonotonicClock clock) {
        this.robot = robot;
        this.wiring = wiring;
        List<Joint> joints = robot.joints();
        terminals = new int[joints.size()];
        motorSigns = new int[joints.size()];
        encoders = new Ls7366r[joints.size()];
        Device.SupplyEnable supplyLine = only(Device.SupplyEnable.class);
        supply = new SupplyEnable(board.output(supplyLine.line(), false)); // first of all: off
        supervisorLine = board.supervisorOutput(supplyLine.line());
        heartbeatLine = heartbeat(board);
        emergencyStop =
                new EmergencyStop(board.input(only(Device.EmergencyStop.class).line(), true));
        for (int j = 0; j < joints.size(); j++) {
            Device.HatMotor motor = motor(joints.get(j));
            terminals[j] = motor.terminal();
            motorSigns[j] = motor.sign();
            Device.Ls7366r counter = encoder(joints.get(j));
            encoders[j] = new Ls7366r(
                    board.spi(counter.bus(), counter.chipSelect(), Ls7366r.HERTZ, Ls7366r.MODE),
                    counter.joint(),
                    counter.countsPerRevolution(),
                    counter.sign(),
                    clock);
        }
        Device.Mpu6050 chip = only(Device.Mpu6050.class);
        imu = new Mpu6050(board.i2c(chip.bus(), I2C_HERTZ), chip.address(), chip.mounting(), clock);
        Device.Ina219 monitor = only(Device.Ina219.class);
        power = new Ina219(board.i2c(monitor.bus(), I2C_HERTZ), monitor.address(), monitor.shuntOhms());
        Device.MotorHat motors = only(Device.MotorHat.class);
        hat = new MotorHat(
                board.i2c(motors.bus(), I2C_HERTZ),
                motors.address(),
                motors.pwmHertz(),
                wired(Device.HatMotor.class).stream()
                        .map(Device.HatMotor::terminal)
                        .toList(),
                clock);
    }

    private Optional<DigitalOutput> heartbeat(Board board) {
        return wired(Device.Heartbeat.class).stream().findFirst().map(device -> {
            board.output(device.line(), false);
            return board.supervisorOutput(device.line()); // the supervisor alone writes to it
        });
    }

    private Device.HatMotor motor(Joint joint) {
        if (joint.mode() != CommandMode.VOLTAGE) {
            throw new IllegalArgumentException(
                    "joint " + joint.name() + " on a motor HAT must be commanded in VOLTAGE, was " + joint.mode());
        }
        return one(
                "joint " + joint.name() + " one hat_motor",
                wired(Device.HatMotor.class).stream()
                        .filter(motor -> motor.joint().equals(joint.name()))
                        .toList());
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
