package dev.sinew.hal.bus;

/// One hardware PWM channel. Duty is in nanoseconds: Pi4J's integer percent is too coarse for a motor.
public interface PwmOutput {
    /// Sets the duty within the period given at opening.
    ///
    /// @param dutyNanos time high per period, ns, 0 up to the period
    /// @return how it ended
    BusStatus duty(long dutyNanos);
}
