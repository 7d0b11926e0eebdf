package dev.sinew.hal.safety;

/// What the gate makes of one tick.
public enum Verdict {
    /// The wanted targets go to the actuators as they are.
    PASS(0),
    /// The wanted targets go to the actuators after the limits, the rate limit or the ramp changed them.
    LIMITED(1),
    /// The last targets stay: a reading or the policy's answer is missing, but not for too long yet.
    HOLD(2),
    /// Nothing but the robot's stop goes to the actuators. [SafeTargets#fault()] says why.
    STOP(3);

    private static final Verdict[] BY_CODE = values();

    private final int code;

    Verdict(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this verdict in records, 0-3}
    public int code() {
        return code;
    }

    /// {@return the verdict with this code}
    ///
    /// @param code 0-3
    /// @throws IllegalArgumentException when there is none
    public static Verdict of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("verdict code must be 0-" + (BY_CODE.length - 1) + ", was " + code);
        }
        return BY_CODE[code];
    }
}
