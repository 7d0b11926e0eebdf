package dev.sinew.hal.safety;

/// How far a robot is from being driven. It always starts as [#DISARMED].
public enum ArmingState {
    /// Stands and waits to be asked.
    DISARMED(0),
    /// Asked to arm: waits until the arming rule has held long enough without a break.
    ARMING(1),
    /// Driven by the policy.
    ARMED(2),
    /// Stopped by a fault, until the cause is gone and a reset is asked for.
    FAULT(3);

    private static final ArmingState[] BY_CODE = values();

    private final int code;

    ArmingState(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this state in records, 0-3}
    public int code() {
        return code;
    }

    /// {@return the arming state with this code}
    ///
    /// @param code 0-3
    /// @throws IllegalArgumentException when there is none
    public static ArmingState of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("arming state code must be 0-" + (BY_CODE.length - 1) + ", was " + code);
        }
        return BY_CODE[code];
    }
}
