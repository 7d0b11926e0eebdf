package dev.sinew.hal.pi4j;

import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;

/// One input line of Pi4J on a port: read when asked, without events. A line that is gone is in the unknown state.
final class PortInput extends DigitalInputBase {
    private final dev.sinew.hal.bus.DigitalInput line;

    PortInput(DigitalInputProvider provider, DigitalInputConfig config, dev.sinew.hal.bus.DigitalInput line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalState state() {
        return switch (line.read()) {
            case LOW -> DigitalState.LOW;
            case HIGH -> DigitalState.HIGH;
            case GONE -> DigitalState.UNKNOWN;
        };
    }
}
