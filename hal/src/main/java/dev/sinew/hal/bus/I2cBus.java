package dev.sinew.hal.bus;

/// One I2C bus. Buffers belong to the caller; nothing is allocated per call. One thread at a time.
public interface I2cBus {
    /// Writes `length` bytes of `out` to the device: one transfer, START … STOP.
    ///
    /// @param address 7-bit device address
    /// @param out bytes to write, the register address first
    /// @param length bytes of `out` to write
    /// @return how it ended
    BusStatus write(int address, byte[] out, int length);

    /// Writes `outLength` bytes, then reads `inLength` bytes after a repeated START.
    ///
    /// @param address 7-bit device address
    /// @param out bytes to write, usually one register address
    /// @param outLength bytes of `out` to write
    /// @param in filled only when the status is OK
    /// @param inLength bytes to read
    /// @return how it ended
    BusStatus writeRead(int address, byte[] out, int outLength, byte[] in, int inLength);

    /// {@return what this bus has done so far}
    BusCounters counters();
}
