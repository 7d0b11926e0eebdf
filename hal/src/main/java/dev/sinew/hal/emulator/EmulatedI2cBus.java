package dev.sinew.hal.emulator;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.I2cPort;
import java.util.ArrayList;
import java.util.List;

/// An I2C bus: carries a transfer byte by byte to the chip that acknowledges its address.
final class EmulatedI2cBus implements I2cPort {
    private static final int LARGEST_ADDRESS = 0x7F;

    private final List<I2cChip> chips = new ArrayList<>();

    /// Solders a chip to the bus.
    ///
    /// @param chip another than those already there
    void attach(I2cChip chip) {
        chips.add(chip);
    }

    @Override
    public BusStatus transfer(
            int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength) {
        if (address < 0 || address > LARGEST_ADDRESS) {
            throw new IllegalArgumentException("I2C address must be 0x00-0x7F, was " + address);
        }
        boolean readsOnly = outLength == 0 && inLength > 0;
        BusStatus status = BusStatus.NACK;
        for (int i = 0; i < chips.size(); i++) {
            I2cChip chip = chips.get(i);
            if (!chip.faults().absent) {
                BusStatus answer = readsOnly ? BusStatus.OK : write(chip, address, out, outOffset, outLength);
                if (answer == BusStatus.OK && inLength > 0) {
                    answer = read(chip, address, in, inOffset, inLength);
                }
                chip.stop();
                status = answer == BusStatus.NACK ? status : answer;
            }
        }
        return status;
    }

    private static BusStatus write(I2cChip chip, int address, byte[] out, int offset, int length) {
        if (!chip.start(address, false)) {
            return BusStatus.NACK;
        }
        if (chip.faults().cutShort) {
            return BusStatus.SHORT;
        }
        for (int i = 0; i < length; i++) {
            if (!chip.write(out[offset + i] & 0xFF)) {
                return BusStatus.NACK;
            }
        }
        return BusStatus.OK;
    }

    private static BusStatus read(I2cChip chip, int address, byte[] in, int offset, int length) {
        if (!chip.start(address, true)) {
            return BusStatus.NACK;
        }
        for (int i = 0; i < length; i++) {
            in[offset + i] = (byte) chip.read();
        }
        return BusStatus.OK;
    }
}
