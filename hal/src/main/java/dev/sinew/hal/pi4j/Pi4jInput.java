package dev.sinew.hal.pi4j;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.DigitalInput;

/// One input line read through Pi4J's object.
final class Pi4jInput implements DigitalInput {
    private static final byte[] NOTHING = {};

    private final com.pi4j.io.gpio.digital.DigitalInput line;
    private final int channel;
    private final BusTap tap;
    private final byte[] in = new byte[1];

    Pi4jInput(com.pi4j.io.gpio.digital.DigitalInput line, int channel, BusTap tap) {
        this.line = line;
        this.channel = channel;
        this.tap = tap;
    }

    @Override
    public Level read() {
        Level level =
                switch (line.state()) {
                    case LOW -> Level.LOW;
                    case HIGH -> Level.HIGH;
                    case UNKNOWN -> Level.GONE;
                };
        in[0] = (byte) (level == Level.HIGH ? 1 : 0);
        tap.transfer(channel, 0, NOTHING, 0, in, 1, level == Level.GONE ? BusStatus.GONE : BusStatus.OK);
        return level;
    }
}
