package dev.sinew.hal.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.bus.BusStatus;
import java.util.HexFormat;

/// Speaks to an emulated I2C bus in hexadecimal, as a data sheet draws it.
final class Wire {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final EmulatedI2cBus bus = new EmulatedI2cBus();

    Wire(I2cChip... chips) {
        for (I2cChip chip : chips) {
            bus.attach(chip);
        }
    }

    BusStatus tryWrite(int address, String bytes) {
        byte[] out = HEX.parseHex(bytes);
        return bus.transfer(address, out, 0, out.length, new byte[0], 0, 0);
    }

    void write(int address, String bytes) {
        assertEquals(BusStatus.OK, tryWrite(address, bytes), "write " + bytes);
    }

    /// {@return what the chip answers to a register address, a repeated START and `length` read bytes}
    String read(int address, String register, int length) {
        byte[] out = HEX.parseHex(register);
        byte[] in = new byte[length];
        assertEquals(BusStatus.OK, bus.transfer(address, out, 0, out.length, in, 0, length), "read " + register);
        return HEX.formatHex(in);
    }

    /// {@return what the chip answers to a bare read}
    String readOn(int address, int length) {
        byte[] in = new byte[length];
        assertEquals(BusStatus.OK, bus.transfer(address, new byte[0], 0, 0, in, 0, length));
        return HEX.formatHex(in);
    }
}
