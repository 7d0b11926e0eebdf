package dev.sinew.config.robot;

import dev.sinew.config.document.Quantity;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads `wiring.yaml` and refuses what cannot be wired: two devices at one place, joints without a motor or an
/// encoder, names of joints that the robot does not have.
final class WiringReader {
    private static final int HIGHEST_GPIO = 63;
    private static final int HIGHEST_BUS = 31;
    private static final int HIGHEST_PWM = 3;

    /// Kinds of devices as the file names them.
    private enum Kind {
        MPU6050,
        MOTOR_HAT,
        HAT_MOTOR,
        DRV8871,
        LS7366R,
        INA219,
        SUPPLY_ENABLE,
        HEARTBEAT,
        EMERGENCY_STOP
    }

    private final Section root;
    private final RobotDescription robot;
    private final Map<String, Integer> lineOfPlace = new HashMap<>();

    WiringReader(Section root, RobotDescription robot) {
        this.root = root;
        this.robot = robot;
    }

    Wiring read() {
        root.require("robot", robot.name());
        List<Device> devices = new ArrayList<>();
        for (Section section : root.sections("devices")) {
            devices.add(device(section));
        }
        for (Joint joint : robot.joints()) {
            if (joint.driven()) {
                require("motor of " + joint.name(), "a motor for the joint '" + joint.name() + "'");
            }
            require("encoder of " + joint.name(), "an encoder for the joint '" + joint.name() + "'");
        }
        if (devices.stream().anyMatch(Device.HatMotor.class::isInstance)) {
            require("motor HAT", "the motor_hat that its motors hang on");
        }
        if (robot.safety().stop() == StopCategory.CUT) {
            require("supply enable line", "a supply_enable, as the robot stops by cut");
        }
        return new Wiring(robot.name(), devices);
    }

    private Device device(Section section) {
        return switch (section.choice("device", Kind.class)) {
            case MPU6050 -> new Device.Mpu6050(bus(section), address(section, 0x68, 0x69, "IMU"), mounting(section));
            case MOTOR_HAT -> motorHat(section);
            case HAT_MOTOR -> hatMotor(section);
            case DRV8871 -> bridge(section);
            case LS7366R -> counter(section);
            case INA219 ->
                new Device.Ina219(
                        bus(section),
                        address(section, 0x40, 0x4F, "power monitor"),
                        section.quantity("shunt", Quantity.RESISTANCE, Range.above(0, 1)));
            case SUPPLY_ENABLE -> new Device.SupplyEnable(gpio(section, "supply enable line"));
            case HEARTBEAT -> new Device.Heartbeat(gpio(section, "heartbeat line"));
            case EMERGENCY_STOP -> new Device.EmergencyStop(gpio(section, "emergency stop"));
        };
    }

    private Device motorHat(Section section) {
        int address = address(section, 0x40, 0x7F, "motor HAT");
        return new Device.MotorHat(bus(section), address, pwm(section, Range.of(24, 1600)));
    }

    private static int pwm(Section section, Range range) {
        double pwm = section.quantity("pwm", Quantity.FREQUENCY, range);
        if (pwm != Math.rint(pwm)) {
            throw section.refusal("pwm", "must be a whole number of Hz, was " + pwm);
        }
        return (int) pwm;
    }

    private Device hatMotor(Section section) {
        int terminal = section.integer("terminal", 1, 4);
        claim(section, "terminal", "motor terminal M" + terminal);
        return new Device.HatMotor(motorOf(section), terminal, sign(section));
    }

    private Device bridge(Section section) {
        return new Device.Drv8871(
                motorOf(section),
                pwm(section, Range.of(100, 200_000)),
                channel(section, "in1"),
                channel(section, "in2"),
                sign(section));
    }

    private int channel(Section section, String input) {
        int channel = section.integer(input, 0, HIGHEST_PWM);
        claim(section, input, "PWM channel " + channel);
        return channel;
    }

    private String motorOf(Section section) {
        String joint = joint(section, "motor of ");
        boolean driven = robot.drivenNames().contains(joint);
        if (!driven) {
            throw section.refusal("joint", "must be one that is driven, was the passive joint '" + joint + "'");
        }
        return joint;
    }

    private Device counter(Section section) {
        int bus = bus(section);
        int chipSelect = section.integer("chip_select", 0, 3);
        claim(section, "chip_select", "SPI bus " + bus + " chip select " + chipSelect);
        return new Device.Ls7366r(
                bus,
                chipSelect,
                joint(section, "encoder of "),
                section.number("counts_per_turn", Range.above(0, 1e7)),
                sign(section));
    }

    private static int bus(Section section) {
        return section.integer("bus", 0, HIGHEST_BUS);
    }

    private int address(Section section, int lowest, int highest, String what) {
        int address = section.integer("address", lowest, highest);
        claim(section, "address", "I2C bus " + bus(section) + " address 0x" + Integer.toHexString(address));
        claim(section, "device", what);
        return address;
    }

    private int gpio(Section section, String what) {
        int line = section.integer("gpio", 0, HIGHEST_GPIO);
        claim(section, "gpio", "GPIO " + line);
        claim(section, "device", what);
        return line;
    }

    private String joint(Section section, String role) {
        String joint = section.text("joint");
        if (!robot.jointNames().contains(joint)) {
            throw section.refusal(
                    "joint", "must be one of " + String.join(", ", robot.jointNames()) + ", was '" + joint + "'");
        }
        claim(section, "joint", role + joint);
        return joint;
    }

    private static int sign(Section section) {
        int sign = section.integer("sign", -1, 1);
        if (sign == 0) {
            throw section.refusal("sign", "must be +1 or -1, was 0");
        }
        return sign;
    }

    private static AxisMap mounting(Section section) {
        List<String> axes = section.texts("mounting");
        if (axes.size() != 3 || !axes.stream().allMatch(axis -> axis.matches("[+-][xyz]"))) {
            throw section.refusal(
                    "mounting", "must be the three chip axes along base x, y, z, like [+x, +y, +z], was " + axes);
        }
        List<Integer> signed = axes.stream()
                .map(axis -> (axis.charAt(0) == '-' ? -1 : 1) * ("xyz".indexOf(axis.charAt(1)) + 1))
                .toList();
        return section.made(() -> new AxisMap(signed.get(0), signed.get(1), signed.get(2)));
    }

    private void claim(Section section, String key, String place) {
        Integer taken = lineOfPlace.putIfAbsent(place, section.line(key));
        if (taken != null) {
            throw section.refusal(key, "must be free: " + place + " is taken at line " + taken);
        }
    }

    private void require(String place, String wanted) {
        if (!lineOfPlace.containsKey(place)) {
            throw root.refusal("devices", "must hold " + wanted);
        }
    }
}
