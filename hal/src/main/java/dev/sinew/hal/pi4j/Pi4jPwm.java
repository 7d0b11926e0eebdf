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
    private final byte[] out = new byte[2 * Long.BYTES]; // period, duty

    Pi4jPwm(PortPwm pwm, long periodNanos, int channel, BusTap tap) {
        this.pwm = pwm;
        this.channel = channel;
        this.tap = tap;
        write(0, periodNanos);
    }

    @Override
    public BusStatus duty(long dutyNanos) {
        BusStatus status = BusStatus.OK;
        try {
            pwm.dutyNanos(dutyNanos);
        } catch (BusFault fault) {
            status = fault.status();
        }
        write(Long.BYTES, dutyNanos);
        tap.transfer(channel, 0, out, out.length, NOTHING, 0, status);
        return status;
    }

    private void write(int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            out[at + i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
    }
}
