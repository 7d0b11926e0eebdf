package dev.sinew.hal.bus;

/// A board as drivers see it: the buses and lines of one robot. What stands behind is Pi4J on a board's [Ports].
///
/// Opening happens while the robot is configured and fails with a [BusException] that names what is missing. Asking
/// twice for the same I2C bus gives the same object, since a bus has one owner; a line or a chip select is given out
/// once.
public interface Board extends AutoCloseable {
    /// {@return the I2C bus with this number}
    ///
    /// @param bus as in `/dev/i2c-N`
    /// @param hertz clock, Hz
    I2cBus i2c(int bus, int hertz);

    /// {@return the SPI device at this bus and chip select}
    ///
    /// @param bus as in `/dev/spidevBUS.CS`
    /// @param chipSelect as in `/dev/spidevBUS.CS`
    /// @param hertz clock, Hz
    /// @param mode SPI mode 0-3
    SpiBus spi(int bus, int chipSelect, int hertz, int mode);

    /// {@return an output line, driven to `high` from the start}
    ///
    /// @param line GPIO number on the header's chip
    /// @param high first level
    DigitalOutput output(int line, boolean high);

    /// {@return an input line}
    ///
    /// @param line GPIO number on the header's chip
    /// @param pullUp whether the internal pull-up is on
    DigitalInput input(int line, boolean pullUp);

    /// {@return a PWM channel with duty 0, enabled}
    ///
    /// @param chip PWM chip number
    /// @param channel channel of the chip
    /// @param periodNanos period, ns
    PwmOutput pwm(int chip, int channel, long periodNanos);

    /// Closes every bus and line that was opened here; the ports below are closed as well.
    @Override
    void close();
}
