package dev.sinew.hal.pi4j;

import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProviderBase;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.Ports;
import java.util.HashMap;
import java.util.Map;

/// Makes Pi4J's I2C devices, all of one bus on one port and one lock.
final class PortI2cProvider extends I2CProviderBase {
    /// The standard mode of the I2C specification, for whoever comes through Pi4J, whose settings name no clock.
    private static final int STANDARD_MODE_HERTZ = 100_000;

    private final Ports ports;
    private final Map<Integer, PortI2c.Bus> buses = new HashMap<>();
    private final BusFaults faults = new BusFaults();

    PortI2cProvider(Ports ports) {
        super("sinew-i2c", "Sinew I2C on ports");
        this.ports = ports;
    }

    /// Opens a bus, once.
    PortI2c.Bus open(int bus, int hertz) {
        PortI2c.Bus open = buses.get(bus);
        if (open == null) {
            open = new PortI2c.Bus(ports.i2c(bus, hertz), hertz);
            buses.put(bus, open);
        } else if (open.hertz() != hertz) {
            throw new BusException(
                    "I2C bus " + bus + " runs at one clock, " + open.hertz() + " Hz, was asked for " + hertz + " Hz");
        }
        return open;
    }

    @Override
    public I2C create(I2CConfig config) {
        PortI2c.Bus open = buses.get(config.bus());
        PortI2c.Bus bus = open == null ? open(config.bus(), STANDARD_MODE_HERTZ) : open;
        PortI2c device = new PortI2c(this, config, bus, faults);
        context.registry().add(device);
        return device;
    }
}
