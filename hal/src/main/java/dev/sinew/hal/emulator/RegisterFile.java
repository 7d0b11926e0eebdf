package dev.sinew.hal.emulator;

/// Byte registers of a chip: value, reset value and which bits the bus may write. All undeclared registers read zero
/// and ignore writes.
final class RegisterFile {
    private final byte[] values;
    private final byte[] resets;
    private final byte[] masks;

    /// No register declared.
    ///
    /// @param size registers, numbered from 0
    RegisterFile(int size) {
        values = new byte[size];
        resets = new byte[size];
        masks = new byte[size];
    }

    /// Declares one register.
    ///
    /// @param register number
    /// @param reset value after power-up
    /// @param writable bits that the bus may change
    void declare(int register, int reset, int writable) {
        resets[register] = (byte) reset;
        values[register] = (byte) reset;
        masks[register] = (byte) writable;
    }

    /// Puts every register back to its reset value.
    void reset() {
        System.arraycopy(resets, 0, values, 0, values.length);
    }

    /// {@return the value of a register, 0-255}
    ///
    /// @param register number
    int get(int register) {
        return values[register] & 0xFF;
    }

    /// {@return whether all bits of `bits` are set in a register}
    ///
    /// @param register number
    /// @param bits at least one bit
    boolean has(int register, int bits) {
        return (values[register] & bits) == bits;
    }

    /// Writes as the bus does: bits that are not writable stay.
    ///
    /// @param register number
    /// @param value 0-255
    void write(int register, int value) {
        int mask = masks[register];
        values[register] = (byte) ((values[register] & ~mask) | (value & mask));
    }

    /// Writes as the chip itself does: every bit.
    ///
    /// @param register number
    /// @param value 0-255
    void set(int register, int value) {
        values[register] = (byte) value;
    }

    /// Writes a 16-bit value as the chip itself does, high byte first.
    ///
    /// @param register number of the high byte
    /// @param value two's complement
    void setWord(int register, int value) {
        values[register] = (byte) (value >> 8);
        values[register + 1] = (byte) value;
    }
}
