package dev.sinew.runtime.replay;

import dev.sinew.config.robot.Device;
import dev.sinew.config.robot.Wiring;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Names the device at the other end of a transfer, as the wiring names it, with its place.
final class DeviceNames {
    private final Map<String, String> devices = new HashMap<>();
    private final List<String> channels;

    /// @param wiring of the robot
    /// @param channels names of the open channels, by their numbers; the live list
    DeviceNames(Wiring wiring, List<String> channels) {
        this.channels = channels;
        wiring.devices().forEach(this::add);
    }

    private void add(Device device) {
        switch (device) {
            case Device.Mpu6050 imu -> devices.put(i2c(imu.bus(), imu.address()), "mpu6050");
            case Device.MotorHat hat -> devices.put(i2c(hat.bus(), hat.address()), "motor_hat");
            case Device.Ina219 power -> devices.put(i2c(power.bus(), power.address()), "ina219");
            case Device.Ls7366r counter ->
                devices.put("spi-" + counter.bus() + "." + counter.chipSelect(), "ls7366r of " + counter.joint());
            case Device.SupplyEnable line -> devices.put(gpio(line.line()), "supply_enable");
            case Device.Heartbeat line -> devices.put(gpio(line.line()), "heartbeat");
            case Device.EmergencyStop line -> devices.put(gpio(line.line()), "emergency_stop");
            case Device.Drv8871 bridge -> {
                devices.put("pwm-header." + bridge.in1(), "drv8871 of " + bridge.joint());
                devices.put("pwm-header." + bridge.in2(), "drv8871 of " + bridge.joint());
            }
            case Device.HatMotor motor -> {} // hangs on the HAT
        }
    }

    private static String i2c(int bus, int address) {
        return String.format(Locale.ROOT, "i2c-%d 0x%02X", bus, address);
    }

    private static String gpio(int line) {
        return "gpio-" + line;
    }

    /// {@return for instance `motor_hat (i2c-1 0x60)`}
    String of(int channel, int address) {
        String name = channel < channels.size() ? channels.get(channel) : "channel " + channel;
        String place = name.startsWith("i2c-") ? name + String.format(Locale.ROOT, " 0x%02X", address) : name;
        return devices.containsKey(place) ? devices.get(place) + " (" + place + ")" : place;
    }
}
