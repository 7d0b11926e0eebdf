package dev.sinew.hal.safety;

/// Why a robot was stopped. When several are found in one tick the one with the lowest code is named.
public enum Fault {
    /// No fault: the robot runs, or it stands because it was not armed.
    NONE(0, "none"),
    /// The emergency stop is open.
    EMERGENCY_STOP(1, "emergency stop pressed or its wire broken"),
    /// The supervisor found that the loop had stopped and took the supply away.
    LOOP_STALLED(2, "control loop stalled, supply cut by the supervisor"),
    /// A whole bus is gone.
    BUS_GONE(3, "bus gone or not answering"),
    /// No fresh IMU reading for too long.
    IMU_STALE(4, "no fresh IMU reading"),
    /// No fresh encoder reading for too long.
    ENCODER_STALE(5, "no fresh encoder reading"),
    /// No fresh reading of the power monitor for too long.
    SUPPLY_STALE(6, "no fresh reading of the power monitor"),
    /// Targets did not reach an actuator for too long.
    ACTUATOR_STALE(7, "targets did not reach an actuator"),
    /// A reading is not a finite number.
    READING_INVALID(8, "reading is not a finite number"),
    /// The IMU repeats one reading.
    IMU_FROZEN(9, "IMU repeats one reading"),
    /// The IMU jumped too many times in a row.
    IMU_SPIKE(10, "IMU jumps in a row"),
    /// A driven joint's encoder shows no motion.
    ENCODER_STUCK(11, "encoder shows no motion of a driven joint"),
    /// A joint turns faster than it may.
    JOINT_OVER_SPEED(12, "joint over its speed limit"),
    /// The motor supply is below its minimum.
    SUPPLY_LOW(13, "motor supply below its minimum"),
    /// The robot leans too far.
    TILT(14, "tilt over its limit"),
    /// The policy gave no answer that can be used.
    POLICY_UNUSABLE(15, "policy gave no usable action"),
    /// A wanted target is not a finite number.
    TARGET_INVALID(16, "wanted target is not a finite number"),
    /// The policy was late for too long.
    POLICY_LATE(17, "policy too late"),
    /// A joint turns further out beyond its travel.
    JOINT_OVER_TRAVEL(18, "joint beyond its travel");

    private static final Fault[] BY_CODE = values();

    private final int code;
    private final String reason;

    Fault(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /// {@return the number that stands for this fault in records, 0-18}
    public int code() {
        return code;
    }

    /// {@return what happened, in words}
    public String reason() {
        return reason;
    }

    /// {@return whether the robot's own motion caused it and its rest ends it, so that a robot that comes to rest by
    /// itself may begin anew without anybody looking at it}
    public boolean byItsOwnMotion() {
        return this == JOINT_OVER_SPEED || this == JOINT_OVER_TRAVEL;
    }

    /// {@return the fault with this code}
    ///
    /// @param code 0-18
    /// @throws IllegalArgumentException when there is none
    public static Fault of(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("fault code must be 0-" + (BY_CODE.length - 1) + ", was " + code);
        }
        return BY_CODE[code];
    }

    /// {@return this fault as one bit of a set of causes; no bit for [#NONE]}
    int bit() {
        return code == 0 ? 0 : 1 << code;
    }

    /// {@return the fault with the lowest code in a set of causes, [#NONE] when it is empty}
    static Fault first(int causes) {
        return causes == 0 ? NONE : BY_CODE[Integer.numberOfTrailingZeros(causes)];
    }
}
