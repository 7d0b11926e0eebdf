package dev.sinew.hal.bus;

import java.util.List;

/// A board as drivers see it: the buses and lines of one robot, in the order of its wiring. What stands behind is
/// Pi4J on a board's [Ports].
///
/// Opening happens while a robot is configured, on one thread; it fails with a [BusException] that names the
/// device node or the line, the reason and what to type. Each bus and line has a channel number, counted up from
/// 0 in the order of opening: the `channel` that a [BusTap] sees and the index into [#channels].
public interface Board extends AutoCloseable {
    /// {@return the I2C bus with this number; the same object each time}
    ///
    /// @param bus as in `/dev/i2c-N`
    /// @param hertz clock, Hz; all devices of a bus must ask for the same
    I2cBus i2c(int bus, int hertz);

    /// {@return the SPI device behind this chip select; one caller only}
    ///
    /// @param bus as in `/dev/spidevBUS.CS`
    /// @param chipSelect as in `/dev/spidevBUS.CS`
    /// @param hertz clock, Hz
    /// @param mode SPI mode 0-3
    SpiBus spi(int bus, int chipSelect, int hertz, int mode);

    /// {@return an output line, driven to `high` from the start and to low when this board closes; one caller only}
    ///
    /// @param line GPIO number on the header's chip
    /// @param high first level
    DigitalOutput output(int line, boolean high);

    /// {@return a second handle on an open output line for another thread: the supervisor's own}
    ///
    /// It shares no buffer with the first handle and is not tapped, because a tap belongs to the bus's thread.
    ///
    /// @param line GPIO number of a line that [#output] opened
    DigitalOutput supervisorOutput(int line);

    /// {@return an input line; one caller only}
    ///
    /// @param line GPIO number on the header's chip
    /// @param pullUp whether the internal pull-up is on
    DigitalInput input(int line, boolean pullUp);

    /// {@return a PWM channel with duty 0, enabled; duty 0 and disabled when this board closes; one caller only}
    ///
    /// @param chip PWM chip number, as [Ports#pwm] takes it
    /// @param channel channel of the chip
    /// @param periodNanos period, ns
    PwmOutput pwm(int chip, int channel, long periodNanos);

    /// {@return the names of the channels opened so far, such as `i2c-1`, `spi-0.1`, `gpio-17`, `pwm-0.1`}
    List<String> channels();

    /// Drives the outputs low and gives everything back. A transfer after this ends with [BusStatus#GONE].
    @Override
    void close();
}
