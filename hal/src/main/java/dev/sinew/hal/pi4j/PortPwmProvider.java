package dev.sinew.hal.pi4j;

import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProviderBase;
import dev.sinew.hal.bus.Ports;

/// Makes Pi4J's PWM channels on ports.
final class PortPwmProvider extends PwmProviderBase {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Ports ports;

    PortPwmProvider(Ports ports) {
        super("sinew-pwm", "Sinew PWM on ports");
        this.ports = ports;
    }

    /// Makes a channel with a period that whole hertz cannot say, ns.
    PortPwm open(PwmConfig config, long periodNanos) {
        PortPwm pwm = new PortPwm(this, config, ports.pwm(config.chip(), config.channel(), periodNanos), periodNanos);
        context.registry().add(pwm);
        return pwm;
    }

    @Override
    public Pwm create(PwmConfig config) {
        return open(config, NANOS_PER_SECOND / config.frequency());
    }
}
