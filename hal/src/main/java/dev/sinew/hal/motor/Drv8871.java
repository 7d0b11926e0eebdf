package dev.sinew.hal.motor;

import dev.sinew.hal.bus.BusException;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.PwmOutput;

/// DRV8871: one DC motor on an H-bridge with two inputs, each on a PWM channel whose duty is in nanoseconds.
///
/// Source: Texas Instruments *DRV8871* data sheet (SLVSCY9), table 1 "H-Bridge Control" and "PWM control":
///
/// | IN1 | IN2 | OUT1 | OUT2 | bridge                                   |
/// |-----|-----|------|------|------------------------------------------|
/// | 0   | 0   | open | open | coasts; asleep after 1 ms                |
/// | 0   | 1   | L    | H    | reverse                                  |
/// | 1   | 0   | H    | L    | forward                                  |
/// | 1   | 1   | L    | L    | brakes, slow decay                       |
///
/// | duty          | IN1 high            | IN2 high            | mean across the motor |
/// |---------------|---------------------|---------------------|-----------------------|
/// | d ≥ 0         | period              | period − d · period | d times the supply    |
/// | d < 0         | period + d · period | period              | d times the supply    |
/// | 0             | period              | period              | 0: the short brake    |
/// | [#release]    | 0                   | 0                   | coasts                |
///
/// One input stays high while the other is pulsed, so that the bridge brakes between the pulses and the mean voltage is
/// the duty times the supply. The two channels change one after the other: first the one that rises, so that in
/// between the bridge only brakes. Inputs have no acknowledge: a bridge that is dead shows as a joint that does not
/// move. A channel outlives the process: that is what the supply enable line is for.
public final class Drv8871 {
    private final PwmOutput in1;
    private final PwmOutput in2;
    private final String joint;
    private final long periodNanos;
    private long high1;
    private long high2;
    private long staged1;
    private long staged2;

    /// Touches nothing yet; both channels were opened with duty 0, which coasts.
    ///
    /// @param in1 channel of the input IN1
    /// @param in2 channel of the input IN2
    /// @param periodNanos period of both channels, ns, positive
    /// @param joint name of the joint, for errors
    public Drv8871(PwmOutput in1, PwmOutput in2, long periodNanos, String joint) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("PWM period of " + joint + " must be positive, was " + periodNanos);
        }
        this.in1 = in1;
        this.in2 = in2;
        this.periodNanos = periodNanos;
        this.joint = joint;
    }

    /// Lets the motor coast. The chip has no settings.
    ///
    /// @throws BusException when a channel does not take its duty
    public void configure() {
        BusStatus status = release();
        if (status != BusStatus.OK) {
            throw new BusException(
                    "DRV8871 of " + joint + ": its PWM channels must take a duty of 0, was " + status + ": see dmesg");
        }
    }

    /// Stages the duty for the next [#write]. Rounds to whole nanoseconds.
    ///
    /// @param duty share of the supply across the motor, OUT1 positive, −1 to 1; beyond it ends there, and NaN brakes
    public void duty(double duty) {
        long nanos = (long) Math.rint(Math.clamp(Math.abs(duty), 0, 1) * periodNanos);
        staged1 = duty < 0 ? periodNanos - nanos : periodNanos;
        staged2 = duty < 0 ? periodNanos : periodNanos - nanos;
    }

    /// Writes what is staged. Allocates nothing.
    ///
    /// @return how it ended; after a failure it is not known what the bridge does
    public BusStatus write() {
        return set(staged1, staged2);
    }

    /// Opens the bridge: the motor coasts.
    ///
    /// @return how it ended
    public BusStatus release() {
        staged1 = 0;
        staged2 = 0;
        return set(0, 0);
    }

    private BusStatus set(long next1, long next2) {
        boolean secondFirst = next2 - high2 > next1 - high1;
        BusStatus first = secondFirst ? set2(next2) : set1(next1);
        BusStatus second = secondFirst ? set1(next1) : set2(next2);
        return first == BusStatus.OK ? second : first;
    }

    private BusStatus set1(long next) {
        high1 = next;
        return in1.duty(next);
    }

    private BusStatus set2(long next) {
        high2 = next;
        return in2.duty(next);
    }
}
