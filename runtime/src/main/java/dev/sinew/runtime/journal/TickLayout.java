package dev.sinew.runtime.journal;

import dev.sinew.config.contract.PolicyContract;

/// Where each part of a tick record lies. Little-endian; times are ns on the monotonic clock; J joints, n floats of
/// observation, m of action, B bytes for the bus.
///
/// ```text
///  offset  bytes  what
///       0      8  tick number, from 0
///       8      8  due
///      16      8  woke
///      24      8  readings there
///      32      8  action there
///      40      8  targets written
///      48      4  ticks missed just before this one
///      52      1  mode (code of runtime.mode)
///      53      1  verdict (code of hal.safety)
///      54      1  fault (code of hal.safety)
///      55      1  flags: 1 emergency stop open, 2 action usable, 4 attitude calibrated, 8 IMU spike, 16 supply
///                 taken away by the supervisor
///      56      4  periods the action was late
///      60      4  ticks in a row without a fresh IMU reading
///      64      4  ticks in a row without fresh encoder readings
///      68      4  ticks in a row without a fresh reading of the power monitor
///      72      4  bytes used in the bus area
///      76      4  transfers and clock readings that did not fit into it
///      80      1  what the operator asked for in this tick: 1 arm, 2 disarm, 4 reset, 8 learn-on,
///                 16 learn-off, 32 mark
///      81      1  spare
///      82      2  number of the policy that answered
///      84      4  spare
///      88      8  time of the readings
///      96      8  supply voltage, V (float64, as all below up to the observation)
///     104      8  supply current, A
///     112     24  angular velocity as the gyroscope said it, rad/s
///     136     24  specific force as the accelerometer said it, m/s²
///     160     24  estimated direction of gravity, unit vector
///     184     24  estimated angular velocity, rad/s
///     208     8J  joint angles, rad
///             8J  joint velocities, rad/s
///             8J  safe targets, unit of the joint's command mode
///             4n  observation (float32)
///             4m  action as the policy gave it (float32)
///              B  bus area: transfers and clock readings one after the other
/// ```
///
/// A transfer in the bus area: channel 1 byte, address 1, status 1 (code of hal.bus), kind 1 (0), bytes out 2, bytes
/// in 2, time of its end 8, then the bytes out and the bytes in. Bytes in are meaningless unless the status is OK. A
/// clock reading: number of the clock 1 ([BusLog#LOOP], [BusLog#ROBOT]), 2 zeros, kind 1 (1), 4 zeros, the reading 8.
/// What happened between two ticks comes first in the later one. The record is padded to a multiple of 8.
public final class TickLayout {
    static final int TICK = 0;
    static final int DUE = 8;
    static final int WOKE = 16;
    static final int READ = 24;
    static final int ACTED = 32;
    static final int WRITTEN = 40;
    static final int MISSED = 48;
    static final int MODE = 52;
    static final int VERDICT = 53;
    static final int FAULT = 54;
    static final int FLAGS = 55;
    static final int LATE_PERIODS = 56;
    static final int IMU_FAULT_TICKS = 60;
    static final int ENCODER_FAULT_TICKS = 64;
    static final int SUPPLY_FAULT_TICKS = 68;
    static final int BUS_BYTES = 72;
    static final int BUS_SKIPPED = 76;
    static final int REQUESTS = 80;
    static final int POLICY = 82;
    static final int STATE_TIME = 88;
    static final int SUPPLY_VOLTAGE = 96;
    static final int SUPPLY_CURRENT = 104;
    static final int ANGULAR_VELOCITY = 112;
    static final int SPECIFIC_FORCE = 136;
    static final int ESTIMATED_GRAVITY = 160;
    static final int ESTIMATED_ANGULAR_VELOCITY = 184;
    static final int POSITION = 208;

    private static final int USUAL_BUS_CAPACITY = 1024; // the balancer's tick takes 400

    private final int joints;
    private final int observationSize;
    private final int actionSize;
    private final int busCapacity;

    /// A layout.
    ///
    /// @param joints J, at least 1
    /// @param observationSize n, at least 1
    /// @param actionSize m, at least 1
    /// @param busCapacity B, bytes per tick for the bus, 0-65536
    public TickLayout(int joints, int observationSize, int actionSize, int busCapacity) {
        if (joints < 1 || observationSize < 1 || actionSize < 1) {
            throw new IllegalArgumentException("joints, observation and action must have at least 1 entry, were "
                    + joints + ", " + observationSize + ", " + actionSize);
        }
        if (busCapacity < 0 || busCapacity > 1 << 16) {
            throw new IllegalArgumentException("bytes for the bus must be 0-65536, were " + busCapacity);
        }
        this.joints = joints;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        this.busCapacity = busCapacity;
    }

    /// {@return the layout for a contract's robot and policy, with room for 1024 bytes of its buses per tick}
    ///
    /// @param contract of the policy
    public static TickLayout of(PolicyContract contract) {
        return new TickLayout(
                contract.joints().size(), contract.observationSize(), contract.actionSize(), USUAL_BUS_CAPACITY);
    }

    /// {@return J}
    public int joints() {
        return joints;
    }

    /// {@return n}
    public int observationSize() {
        return observationSize;
    }

    /// {@return m}
    public int actionSize() {
        return actionSize;
    }

    /// {@return B}
    public int busCapacity() {
        return busCapacity;
    }

    int velocity() {
        return POSITION + joints * Double.BYTES;
    }

    int targets() {
        return POSITION + 2 * joints * Double.BYTES;
    }

    int observation() {
        return POSITION + 3 * joints * Double.BYTES;
    }

    int action() {
        return observation() + observationSize * Float.BYTES;
    }

    int bus() {
        return action() + actionSize * Float.BYTES;
    }

    /// {@return the size of a record, bytes, a multiple of 8}
    public int recordBytes() {
        return (bus() + busCapacity + 7) & -8;
    }
}
