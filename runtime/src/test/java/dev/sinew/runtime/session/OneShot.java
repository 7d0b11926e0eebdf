package dev.sinew.runtime.session;

/// What hardware makes of the two lines: a retriggerable one-shot whose pulse lasts for five periods of the balancer
/// after each edge of the heartbeat, and a gate that lets the supply through while the pulse and the enable line are
/// high.
final class OneShot {
    static final long PULSE_NANOS = 50_000_000;

    private final LineFile lines;
    private long edges;
    private long triggered;
    private boolean pulsed;

    OneShot(LineFile lines) {
        this.lines = lines;
        edges = lines.edges();
    }

    /// {@return whether the motors have their supply}
    ///
    /// @param nanos time now
    boolean supply(long nanos) {
        if (lines.edges() != edges) {
            edges = lines.edges();
            triggered = nanos;
            pulsed = true;
        }
        return lines.enabled() && pulsed && nanos - triggered <= PULSE_NANOS;
    }
}
