package dev.sinew.runtime.replay;

import dev.sinew.hal.bus.Board;
import dev.sinew.hal.bus.BusCounters;
import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cBus;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiBus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The board of a replay: its buses and lines answer from a [Tape]. Channels are numbered as on the robot's board, in
/// the order of opening, and the bytes of a transfer are those that a tap hears there.
final class ReplayBoard implements Board {
    private static final byte[] NOTHING = {};

    private final Tape tape;
    private final List<String> channels = new ArrayList<>();
    private final Map<Integer, I2cBus> buses = new HashMap<>();

    ReplayBoard(Tape tape) {
        this.tape = tape;
    }

    @Override
    public I2cBus i2c(int bus, int hertz) {
        return buses.computeIfAbsent(bus, number -> new TapedI2c(channel("i2c-" + number)));
    }

    @Override
    public SpiBus spi(int bus, int chipSelect, int hertz, int mode) {
        return new TapedSpi(channel("spi-" + bus + "." + chipSelect));
    }

    @Override
    public DigitalOutput output(int line, boolean high) {
        int channel = channel("gpio-" + line);
        return level -> tape.transfer(channel, 0, new byte[] {(byte) (level ? 1 : 0)}, 1, NOTHING, 0);
    }

    /// The supervisor has no thread here: what it did to the loop is in the record.
    @Override
    public DigitalOutput supervisorOutput(int line) {
        if (!channels.contains("gpio-" + line)) {
            throw new BusException("output line " + line + " must be open before its supervisor's handle, was not");
        }
        return level -> BusStatus.OK;
    }

    @Override
    public DigitalInput input(int line, boolean pullUp) {
        int channel = channel("gpio-" + line);
        byte[] in = new byte[1];
        return () -> switch (tape.transfer(channel, 0, NOTHING, 0, in, 1)) {
            case OK -> in[0] == 0 ? DigitalInput.Level.LOW : DigitalInput.Level.HIGH;
            case NACK, TIMEOUT, CHECKSUM, SHORT, GONE -> DigitalInput.Level.GONE;
        };
    }

    @Override
    public PwmOutput pwm(int chip, int channel, long periodNanos) {
        int number = channel("pwm-" + (chip == Ports.HEADER_PWM ? "header" : chip) + "." + channel);
        return duty -> {
            byte[] out = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(periodNanos)
                    .putLong(duty)
                    .array();
            return tape.transfer(number, 0, out, out.length, NOTHING, 0);
        };
    }

    private int channel(String name) {
        channels.add(name);
        return channels.size() - 1;
    }

    /// {@return the names of the channels opened so far; the live list, unmodifiable}
    @Override
    public List<String> channels() {
        return Collections.unmodifiableList(channels);
    }

    @Override
    public void close() {
        // a record has nothing to give back
    }

    /// One I2C bus.
    private final class TapedI2c implements I2cBus {
        private final int channel;
        private final BusCounters counters = new BusCounters();

        TapedI2c(int channel) {
            this.channel = channel;
        }

        @Override
        public BusStatus write(int address, byte[] out, int length) {
            return writeRead(address, out, length, NOTHING, 0);
        }

        @Override
        public BusStatus writeRead(int address, byte[] out, int outLength, byte[] in, int inLength) {
            return tape.transfer(channel, address, out, outLength, in, inLength);
        }

        @Override
        public BusCounters counters() {
            return counters;
        }
    }

    /// One SPI device.
    private final class TapedSpi implements SpiBus {
        private final int channel;
        private final BusCounters counters = new BusCounters();

        TapedSpi(int channel) {
            this.channel = channel;
        }

        @Override
        public BusStatus transfer(byte[] out, byte[] in, int length) {
            return tape.transfer(channel, 0, out, length, in, length);
        }

        @Override
        public BusCounters counters() {
            return counters;
        }
    }
}
