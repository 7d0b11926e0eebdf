package dev.sinew.hal.bus;

/// A board: opens the ports that Pi4J's providers stand on. The Linux board and the emulated board are the two
/// there are. Each port is opened once and used by one thread at a time, an output line by any.
///
/// Opening fails with a [BusException] that names the device node, the reason and what to type.
public interface Ports extends AutoCloseable {
    /// Stands for the PWM chip whose channels reach the header, whatever number the kernel gave it.
    int HEADER_PWM = -1;

    /// {@return the I2C bus with this number}
    ///
    /// @param bus as in `/dev/i2c-N`
    /// @param hertz clock, Hz
    I2cPort i2c(int bus, int hertz);

    /// {@return the SPI device at this bus and chip select}
    ///
    /// @param bus as in `/dev/spidevBUS.CS`
    /// @param chipSelect as in `/dev/spidevBUS.CS`
    /// @param hertz clock, Hz
    /// @param mode SPI mode 0-3
    SpiPort spi(int bus, int chipSelect, int hertz, int mode);

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
    /// @param chip PWM chip number as in `/sys/class/pwm/pwmchipN`, or [#HEADER_PWM]
    /// @param channel channel of the chip
    /// @param periodNanos period, ns
    PwmOutput pwm(int chip, int channel, long periodNanos);

    /// Gives every port back: outputs low, PWM off. A transfer after this ends with [BusStatus#GONE].
    @Override
    void close();
}
