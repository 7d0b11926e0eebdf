package dev.sinew.hal.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.Ports;

/// Makes Pi4J's input lines on ports.
final class PortInputProvider extends DigitalInputProviderBase {
    private final Ports ports;

    PortInputProvider(Ports ports) {
        super("sinew-input", "Sinew inputs on ports");
        this.ports = ports;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        boolean pullUp =
                switch (config.pull()) {
                    case PULL_UP -> true;
                    case OFF -> false;
                    case PULL_DOWN ->
                        throw new BusException("input line " + config.bcm() + " must have the pull "
                                + PullResistance.PULL_UP + " or " + PullResistance.OFF + ", was " + config.pull());
                };
        PortInput input = new PortInput(this, config, ports.input(config.bcm(), pullUp));
        context.registry().add(input);
        return input;
    }
}
