package dev.sinew.hal.bus;

/// What lies below Pi4J's I2C object: the Linux device or an emulated bus.
public interface I2cPort {
    /// Writes, then reads after a repeated START; either length may be 0.
    ///
    /// @param address 7-bit device address
    /// @param out bytes to write
    /// @param outOffset first byte of `out`
    /// @param outLength bytes to write
    /// @param in filled
    /// @param inOffset where in `in` the first byte goes
    /// @param inLength bytes to read
    /// @return how it ended
    BusStatus transfer(int address, byte[] out, int outOffset, int outLength, byte[] in, int inOffset, int inLength);
}
