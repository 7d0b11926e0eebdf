package dev.sinew.hal.pi4j;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalInput;
import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.I2cPort;
import dev.sinew.hal.bus.Ports;
import dev.sinew.hal.bus.PwmOutput;
import dev.sinew.hal.bus.SpiPort;
import java.util.ArrayList;
import java.util.List;

/// The least board there can be: one I2C device of 256 registers at [#ADDRESS], an SPI device that answers each
/// byte inverted, lines that remember their level; and one status to end every transfer with.
final class RegisterPorts implements Ports {
    static final int ADDRESS = 0x68;

    final List<String> opened = new ArrayList<>();
    final byte[] registers = new byte[256];
    final boolean[] levels = new boolean[64];
    volatile BusStatus ending = BusStatus.OK;
    Runnable duringTransfer = () -> {};
    int outputWrites;
    long duty = -1;
    boolean closed;
    private int pointer;

    @Override
    public I2cPort i2c(int bus, int hertz) {
        opened.add("i2c " + bus + " " + hertz);
        return this::transfer;
    }

    private BusStatus transfer(
            int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
        duringTransfer.run();
        if (ending != BusStatus.OK || address != ADDRESS) {
            return ending == BusStatus.OK ? BusStatus.NACK : ending;
        }
        for (int i = 0; i < outLength; i++) {
            if (i == 0) {
                pointer = Byte.toUnsignedInt(out[outOffset]);
            } else {
                registers[pointer++ & 0xFF] = out[outOffset + i];
            }
        }
        for (int i = 0; i < inLength; i++) {
            in[inOffset + i] = registers[pointer++ & 0xFF];
        }
        return BusStatus.OK;
    }

    @Override
    public SpiPort spi(int bus, int chipSelect, int hertz, int mode) {
        opened.add("spi " + bus + "." + chipSelect + " " + hertz + " " + mode);
        return (out, outOffset, in, inOffset, length) -> {
            for (int i = 0; i < length; i++) {
                in[inOffset + i] = (byte) ~out[outOffset + i];
            }
            return ending;
        };
    }

    @Override
    public DigitalOutput output(int line, boolean high) {
        opened.add("output " + line + " " + high);
        levels[line] = high;
        return level -> {
            outputWrites++;
            levels[line] = level;
            return ending;
        };
    }

    @Override
    public DigitalInput input(int line, boolean pullUp) {
        opened.add("input " + line + " " + pullUp);
        levels[line] = pullUp;
        return () -> {
            if (ending != BusStatus.OK) {
                return DigitalInput.Level.GONE;
            }
            return levels[line] ? DigitalInput.Level.HIGH : DigitalInput.Level.LOW;
        };
    }

    @Override
    public PwmOutput pwm(int chip, int channel, long periodNanos) {
        opened.add("pwm " + chip + "." + channel + " " + periodNanos);
        return nanos -> {
            duty = nanos;
            return ending;
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
