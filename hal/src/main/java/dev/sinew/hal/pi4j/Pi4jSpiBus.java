package dev.sinew.hal.pi4j;

import com.pi4j.io.spi.Spi;
import dev.sinew.hal.bus.BusCounters;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.SpiBus;
import java.util.Objects;

/// One SPI device whose transfers go through Pi4J's object; a transfer allocates nothing.
final class Pi4jSpiBus implements SpiBus {
    private final Spi device;
    private final int channel;
    private final BusTap tap;
    private final BusCounters counters = new BusCounters();

    Pi4jSpiBus(Spi device, int channel, BusTap tap) {
        this.device = device;
        this.channel = channel;
        this.tap = tap;
    }

    @Override
    public BusStatus transfer(byte[] out, byte[] in, int length) {
        Objects.checkFromIndexSize(0, length, Math.min(out.length, in.length));
        BusStatus status = BusStatus.OK;
        try {
            device.transfer(out, 0, in, 0, length);
        } catch (BusFault fault) {
            status = fault.status();
        }
        counters.count(status, status == BusStatus.OK ? 2 * length : 0);
        tap.transfer(channel, 0, out, length, in, length, status);
        return status;
    }

    @Override
    public BusCounters counters() {
        return counters;
    }
}
