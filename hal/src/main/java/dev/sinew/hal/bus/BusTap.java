package dev.sinew.hal.bus;

/// Listens to every transfer of a bus: the flight record's source of bytes. Called on the bus's thread, after the
/// transfer; must not keep the arrays, allocate or block.
public interface BusTap {
    /// One transfer.
    ///
    /// @param channel number of the bus or line, as the robot's wiring orders them
    /// @param address I2C address, or 0
    /// @param out bytes written
    /// @param outLength how many
    /// @param in bytes read; meaningless unless `status` is OK
    /// @param inLength how many were asked
    /// @param status how it ended
    void transfer(int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status);
}
