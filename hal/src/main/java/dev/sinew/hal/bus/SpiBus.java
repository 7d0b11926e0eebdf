package dev.sinew.hal.bus;

/// One SPI device behind its chip select. Buffers belong to the caller; nothing is allocated per call. One thread
/// at a time.
public interface SpiBus {
    /// Full-duplex transfer with chip select held low throughout.
    ///
    /// @param out bytes to clock out
    /// @param in filled with the bytes clocked in, only when the status is OK; may be `out`
    /// @param length bytes
    /// @return how it ended
    BusStatus transfer(byte[] out, byte[] in, int length);

    /// {@return what this bus has done so far}
    BusCounters counters();
}
