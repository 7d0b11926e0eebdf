package dev.sinew.hal.bus;

/// Listens to every transfer of every bus and line: the flight record's source of bytes. Called on the bus's
/// thread, after the transfer; must not keep the arrays, allocate or block.
///
/// Numbers are big-endian.
///
/// | kind   | `out`                          | `in`                    |
/// |--------|--------------------------------|-------------------------|
/// | I2C    | bytes written                  | bytes read              |
/// | SPI    | bytes clocked out              | bytes clocked in        |
/// | output | one byte, 1 for high           | empty                   |
/// | input  | empty                          | one byte, 1 for high    |
/// | PWM    | period, duty: ns, 8 bytes each | empty                   |
public interface BusTap {
    /// Listens to nothing.
    BusTap NONE = (channel, address, out, outLength, in, inLength, status) -> {};

    /// One transfer.
    ///
    /// @param channel number of the bus or line, in the order in which [Board] opened them
    /// @param address I2C address, or 0
    /// @param out bytes written, from index 0
    /// @param outLength how many
    /// @param in bytes read, from index 0; meaningless unless `status` is OK
    /// @param inLength how many were asked
    /// @param status how it ended
    void transfer(int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status);
}
