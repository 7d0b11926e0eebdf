package dev.sinew.hal.pi4j;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.PwmOutput;

/// One PWM channel driven through Pi4J's object, in nanoseconds.
final class Pi4jPwm implements PwmOutput {
    private static final byte[] NOTHING = {};

    private final PortPwm pwm;
    private final int channel;
    private final BusTap tap;
    private final byte[] out = new byte[Long.BYTES];

    Pi4jPwm(PortPwm pwm, int channel, BusTap tap) {
        this.pwm = pwm;
        this.channel = channel;
        this.tap = tap;
    }

    @Override
    public BusStatus duty(long dutyNanos) {
        BusStatus status = BusStatus.OK;
        try {
            pwm.dutyNanos(dutyNanos);
        } catch (BusFault fault) {
            status = fault.status();
        }
        for (int i = 0; i < Long.BYTES; i++) {
            out[i] = (byte) (dutyNanos >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        tap.transfer(channel, 0, out, Long.BYTES, NOTHING, 0, status);
        return status;
    }
}
