package dev.sinew.hal.pi4j;

import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProviderBase;
import dev.sinew.hal.bus.Ports;

/// Makes Pi4J's SPI devices on ports.
final class PortSpiProvider extends SpiProviderBase {
    private final Ports ports;

    PortSpiProvider(Ports ports) {
        super("sinew-spi", "Sinew SPI on ports");
        this.ports = ports;
    }

    @Override
    public Spi create(SpiConfig config) {
        PortSpi device = new PortSpi(
                this,
                config,
                ports.spi(
                        config.bus().getBus(),
                        config.channel(),
                        config.baud(),
                        config.mode().getMode()));
        context.registry().add(device);
        return device;
    }
}
