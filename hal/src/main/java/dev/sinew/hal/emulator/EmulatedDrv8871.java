package dev.sinew.hal.emulator;

import dev.sinew.hal.bus.BusStatus;

/// DRV8871 H-bridge with the motor between its outputs and a PWM channel on each input. Not there: heat, the current
/// limit, and the 1 ms after which a bridge with both inputs low falls asleep, which coasts all the same.
///
/// Source: Texas Instruments *DRV8871* data sheet (SLVSCY9), table 1 "H-Bridge Control" and "Recommended Operating
/// Conditions" (6.5-45 V; below that the undervoltage lockout opens the bridge).
///
/// | IN1 | IN2 | bridge                                |
/// |-----|-----|---------------------------------------|
/// | L   | L   | open                                  |
/// | L   | H   | supply across the motor, OUT2 high    |
/// | H   | L   | supply across the motor, OUT1 high    |
/// | H   | H   | short brake                           |
///
/// Both channels belong to one PWM block, whose pulses begin together:
///
/// ```text
///  IN1  ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾|______|     high for 3/4 of the period
///  IN2  ‾‾‾‾‾‾‾‾‾|________________|     high for 3/8
///         brake   OUT1 high  open       mean: 3/4 − 3/8 of the supply
/// ```
final class EmulatedDrv8871 implements Chip, Bridges {
    private static final double LOWEST_SUPPLY = 6.5;

    private final Plant plant;
    private final SupplyRail supply;
    private final int joint;
    private final int sign;
    private final long periodNanos;
    private final ChipFaults faults = new ChipFaults();
    private final long[] high = new long[2];

    /// A bridge with both inputs low.
    ///
    /// @param plant whose motor it drives
    /// @param supply what feeds it
    /// @param joint index of the joint that the motor moves
    /// @param sign +1 when OUT1 high turns the joint positively, else −1
    /// @param periodNanos period of its inputs, ns
    EmulatedDrv8871(Plant plant, SupplyRail supply, int joint, int sign, long periodNanos) {
        this.plant = plant;
        this.supply = supply;
        this.joint = joint;
        this.sign = sign;
        this.periodNanos = periodNanos;
    }

    /// {@return the period that its inputs were wired for, ns}
    long periodNanos() {
        return periodNanos;
    }

    /// Pulses one input.
    ///
    /// @param input 0 for IN1, 1 for IN2
    /// @param nanos time high per period, ns
    /// @return that it worked: an input has no acknowledge
    BusStatus pulse(int input, long nanos) {
        if (nanos < 0 || nanos > periodNanos) {
            throw new IllegalArgumentException("PWM duty must be 0-" + periodNanos + " ns, the period, was " + nanos);
        }
        high[input] = nanos;
        drive();
        return BusStatus.OK;
    }

    @Override
    public void drive() {
        boolean dead = faults.absent || supply.volts() < LOWEST_SUPPLY;
        boolean open = dead || (high[0] == 0 && high[1] == 0);
        double duty = open ? 0 : (high[0] - high[1]) / (double) periodNanos;
        plant.drive(joint, sign * duty * supply.share(), open);
    }

    @Override
    public void powerOn() {
        // it has no registers
    }

    @Override
    public ChipFaults faults() {
        return faults;
    }
}
