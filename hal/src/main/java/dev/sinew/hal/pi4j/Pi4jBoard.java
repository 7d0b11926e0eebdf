package dev.sinew.hal.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmConfigBuilder;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiConfigBuilder;
import com.pi4j.io.spi.SpiMode;
import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiBus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All buses and lines of a robot through one Pi4J context whose providers stand on `ports`: the Linux board or the
/// emulated one.
///
/// The context detects nothing by itself and installs no shutdown hook: whoever runs the robot stops it first and
/// then closes this. Pi4J refuses a second object for an address, so the objects are owned and shared here.
public final class Pi4jBoard implements Board {
    private final Ports ports;
    private final BusTap tap;
    private final PortI2cProvider i2cProvider;
    private final PortPwmProvider pwmProvider;
    private final Context context;
    private final List<String> channels = new ArrayList<>();
    private final Map<Integer, I2cBus> i2cBuses = new HashMap<>();
    private final Map<Integer, Pi4jOutput> outputs = new HashMap<>();

    /// Builds a context on `ports`.
    ///
    /// @param ports what the providers stand on; closed with this one
    /// @param tap hears every transfer on its bus's thread, or [BusTap#NONE]
    public Pi4jBoard(Ports ports, BusTap tap) {
        this.ports = ports;
        this.tap = tap;
        i2cProvider = new PortI2cProvider(ports);
        pwmProvider = new PortPwmProvider(ports);
        context = Pi4J.newContextBuilder()
                .noAutoDetect()
                .noAutoInject()
                .add(i2cProvider, pwmProvider)
                .add(new PortSpiProvider(ports), new PortOutputProvider(ports), new PortInputProvider(ports))
                .build();
    }

    @Override
    public I2cBus i2c(int bus, int hertz) {
        i2cProvider.open(bus, hertz);
        I2cBus open = i2cBuses.get(bus);
        if (open == null) {
            open = new Pi4jI2cBus(context, bus, channel("i2c-" + bus), tap);
            i2cBuses.put(bus, open);
        }
        return open;
    }

    @Override
    public SpiBus spi(int bus, int chipSelect, int hertz, int mode) {
        String name = fresh("spi-" + bus + "." + chipSelect);
        com.pi4j.io.spi.SpiBus number = com.pi4j.io.spi.SpiBus.getByNumber(bus);
        SpiMode clocking = SpiMode.getByNumber(mode);
        if (number == null || clocking == null) {
            throw new BusException("SPI bus must be 0-6 and its mode 0-3, were " + bus + " and " + mode);
        }
        Spi device = context.create(SpiConfigBuilder.newInstance(context)
                .id(name)
                .bus(number)
                .channel(chipSelect)
                .baud(hertz)
                .mode(clocking)
                .build());
        return new Pi4jSpiBus(device, channel(name), tap);
    }

    @Override
    public DigitalOutput output(int line, boolean high) {
        String name = fresh("gpio-" + line);
        com.pi4j.io.gpio.digital.DigitalOutput io = context.create(DigitalOutputConfigBuilder.newInstance(context)
                .id(name)
                .bcm(line)
                .initial(high ? DigitalState.HIGH : DigitalState.LOW)
                .shutdown(DigitalState.LOW)
                .build());
        Pi4jOutput output = new Pi4jOutput(io, channel(name), tap);
        outputs.put(line, output);
        return output;
    }

    @Override
    public DigitalOutput supervisorOutput(int line) {
        Pi4jOutput output = outputs.get(line);
        if (output == null) {
            throw new BusException("output line " + line + " must be open before its supervisor's handle, open are "
                    + outputs.keySet());
        }
        return output.another();
    }

    @Override
    public DigitalInput input(int line, boolean pullUp) {
        String name = fresh("gpio-" + line);
        com.pi4j.io.gpio.digital.DigitalInput io = context.create(DigitalInputConfigBuilder.newInstance(context)
                .id(name)
                .bcm(line)
                .pull(pullUp ? PullResistance.PULL_UP : PullResistance.OFF)
                .build());
        return new Pi4jInput(io, channel(name), tap);
    }

    @Override
    public PwmOutput pwm(int chip, int channel, long periodNanos) {
        String name = fresh("pwm-" + (chip == Ports.HEADER_PWM ? "header" : chip) + "." + channel);
        PwmConfig config = PwmConfigBuilder.newInstance(context)
                .id(name)
                .chip(chip)
                .channel(channel)
                .dutyCycle(0)
                .initial(0)
                .shutdown(0)
                .build();
        return new Pi4jPwm(pwmProvider.open(config, periodNanos), periodNanos, channel(name), tap);
    }

    private String fresh(String name) {
        if (channels.contains(name)) {
            throw new BusException(name + " is already open: two devices of the wiring claim it");
        }
        return name;
    }

    private int channel(String name) {
        channels.add(name);
        return channels.size() - 1;
    }

    @Override
    public List<String> channels() {
        return List.copyOf(channels);
    }

    @Override
    public void close() {
        try {
            context.shutdown();
        } catch (Pi4JException e) {
            throw new BusException("Pi4J did not shut down: " + e.getMessage(), e);
        } finally {
            ports.close();
        }
    }
}
