package dev.sinew.hal.bus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A board of one scripted I2C bus, scripted SPI devices and lines that a test sets; what is written to the bus and
/// to the lines stands in one list, in order.
public final class ScriptedBoard implements Board {
    /// What was written to the I2C bus and the output lines, oldest first.
    public final List<String> log = new ArrayList<>();

    /// The only I2C bus.
    public final ScriptedI2c i2c = new ScriptedI2c(log);

    /// What the input line says.
    public DigitalInput.Level input = DigitalInput.Level.LOW;

    /// How writes to an output line end.
    public BusStatus output = BusStatus.OK;

    /// Whether it was closed.
    public boolean closed;

    private final Map<String, ScriptedSpi> spi = new HashMap<>();

    /// Nothing opened.
    public ScriptedBoard() {}

    /// {@return the SPI devices opened so far}
    public Collection<ScriptedSpi> devices() {
        return spi.values();
    }

    /// {@return an open SPI device}
    ///
    /// @param place as `BUS.CS`
    public ScriptedSpi device(String place) {
        return Objects.requireNonNull(spi.get(place));
    }

    @Override
    public I2cBus i2c(int bus, int hertz) {
        return i2c;
    }

    @Override
    public SpiBus spi(int bus, int chipSelect, int hertz, int mode) {
        ScriptedSpi device = new ScriptedSpi();
        spi.put(bus + "." + chipSelect, device);
        return device;
    }

    @Override
    public DigitalOutput output(int line, boolean high) {
        return line(line, high, "");
    }

    @Override
    public DigitalOutput supervisorOutput(int line) {
        return line(line, false, " by supervisor");
    }

    private DigitalOutput line(int line, boolean high, String who) {
        log.add("open " + line + (high ? " high" : " low") + who);
        return level -> {
            log.add(line + (level ? " high" : " low") + who);
            return output;
        };
    }

    @Override
    public DigitalInput input(int line, boolean pullUp) {
        log.add("open " + line + (pullUp ? " pull-up" : " floating"));
        return () -> input;
    }

    @Override
    public PwmOutput pwm(int chip, int channel, long periodNanos) {
        throw new UnsupportedOperationException("no PWM here");
    }

    @Override
    public List<String> channels() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
