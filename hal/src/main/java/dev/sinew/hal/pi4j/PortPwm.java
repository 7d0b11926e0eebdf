package dev.sinew.hal.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.PwmOutput;

/// One PWM channel of Pi4J on a port, with the duty in nanoseconds that Pi4J's whole percents lack. Fails with a
/// [BusFault].
final class PortPwm extends PwmBase {
    private final PwmOutput output;
    private final BusFaults faults = new BusFaults();
    private boolean open = true;

    PortPwm(PwmProvider provider, PwmConfig config, PwmOutput output, long periodNanos) {
        super(provider, config);
        this.output = output;
        this.period = periodNanos;
    }

    /// Sets the time high per period, ns, 0 up to the period.
    void dutyNanos(long nanos) {
        faults.check(open ? output.duty(nanos) : BusStatus.GONE);
        onState = nanos > 0;
    }

    @Override
    public Pwm on() {
        dutyNanos(period * dutyCycle / 100);
        return this;
    }

    @Override
    public Pwm off() {
        dutyNanos(0);
        return this;
    }

    @Override
    public Pwm shutdownInternal(Context context) {
        super.shutdownInternal(context);
        open = false;
        return this;
    }
}
