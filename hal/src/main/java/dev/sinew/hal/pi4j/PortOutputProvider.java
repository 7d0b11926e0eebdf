package dev.sinew.hal.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.sinew.hal.bus.Ports;

/// Makes Pi4J's output lines on ports; a line starts low unless its settings say high.
final class PortOutputProvider extends DigitalOutputProviderBase {
    private final Ports ports;

    PortOutputProvider(Ports ports) {
        super("sinew-output", "Sinew outputs on ports");
        this.ports = ports;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        boolean high = config.initialState() == DigitalState.HIGH;
        PortOutput output = new PortOutput(this, config, ports.output(config.bcm(), high));
        context.registry().add(output);
        return output;
    }
}
