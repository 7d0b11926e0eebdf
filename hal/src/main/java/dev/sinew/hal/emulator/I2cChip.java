package dev.sinew.hal.emulator;

/// A chip on an I2C bus, byte by byte as the wire carries them.
interface I2cChip extends Chip {
    /// A START or a repeated START with an address byte.
    ///
    /// @param address 7-bit address on the wire; 0 is the general call
    /// @param read direction bit
    /// @return whether the chip acknowledges
    boolean start(int address, boolean read);

    /// One byte to the chip.
    ///
    /// @param value 0-255
    /// @return whether the chip acknowledges
    boolean write(int value);

    /// {@return one byte from the chip, 0-255}
    int read();

    /// The STOP that ends the transfer.
    void stop();
}
