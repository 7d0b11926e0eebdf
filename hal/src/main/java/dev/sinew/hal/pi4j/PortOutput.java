package dev.sinew.hal.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;

/// One output line of Pi4J on a port. Fails with a [BusFault].
///
/// Pi4J's own outputs leave out a write that repeats the level; here each one reaches the line, because a supply
/// that must be off is switched off again and again. Any thread may write.
final class PortOutput extends DigitalOutputBase {
    private final dev.sinew.hal.bus.DigitalOutput line;
    private final BusFaults faults = new BusFaults();

    PortOutput(DigitalOutputProvider provider, DigitalOutputConfig config, dev.sinew.hal.bus.DigitalOutput line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalOutput state(DigitalState level) {
        faults.check(line.write(level.isHigh()));
        return super.state(level);
    }
}
