package dev.sinew.hal.bus;

/// What lies below Pi4J's SPI object: the Linux device or an emulated chip.
public interface SpiPort {
    /// Full-duplex transfer with chip select held low throughout.
    ///
    /// @param out bytes to clock out
    /// @param outOffset first byte of `out`
    /// @param in filled; may be `out`
    /// @param inOffset where in `in` the first byte goes
    /// @param length bytes
    /// @return how it ended
    BusStatus transfer(byte[] out, int outOffset, byte[] in, int inOffset, int length);
}
