package dev.sinew.hal.pi4j;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalOutput;

/// A handle on one output line; several handles, one per thread, share the line.
final class Pi4jOutput implements DigitalOutput {
    private static final byte[] NOTHING = {};

    private final com.pi4j.io.gpio.digital.DigitalOutput line;
    private final int channel;
    private final BusTap tap;
    private final byte[] out = new byte[1];

    Pi4jOutput(com.pi4j.io.gpio.digital.DigitalOutput line, int channel, BusTap tap) {
        this.line = line;
        this.channel = channel;
        this.tap = tap;
    }

    /// A handle for another thread, without the tap.
    Pi4jOutput another() {
        return new Pi4jOutput(line, channel, BusTap.NONE);
    }

    @Override
    public BusStatus write(boolean high) {
        BusStatus status = BusStatus.OK;
        try {
            line.state(high ? DigitalState.HIGH : DigitalState.LOW);
        } catch (BusFault fault) {
            status = fault.status();
        }
        out[0] = (byte) (high ? 1 : 0);
        tap.transfer(channel, 0, out, 1, NOTHING, 0, status);
        return status;
    }
}
