package dev.sinew.runtime.journal;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.safety.SafeTargets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One tick's record: typed access to the bytes that [TickLayout] draws. The loop fills the one it claims in the
/// ring; a reader has a copy of its own. Nothing is allocated.
public final class TickRecord {
    private static final int EMERGENCY_STOP = 1;
    private static final int USABLE = 2;
    private static final int CALIBRATED = 4;
    private static final int REJECTED = 8;
    private static final int TRIPPED = 16;

    private final TickLayout layout;
    private final ByteBuffer bytes;
    private int base;

    TickRecord(TickLayout layout, ByteBuffer bytes) {
        this.layout = layout;
        this.bytes = bytes;
    }

    /// A record of its own, all zero.
    ///
    /// @param layout of the record
    public TickRecord(TickLayout layout) {
        this(layout, ByteBuffer.allocateDirect(layout.recordBytes()).order(ByteOrder.LITTLE_ENDIAN));
    }

    void moveTo(int base) {
        this.base = base;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int base() {
        return base;
    }

    /// {@return where its parts lie}
    public TickLayout layout() {
        return layout;
    }

    /// Sets tick number, deadline and wake-up, and empties the bus area.
    ///
    /// @param tick number, from 0
    /// @param due deadline, ns
    /// @param woke when the loop woke, ns
    /// @param missed ticks missed just before this one
    public void begin(long tick, long due, long woke, int missed) {
        bytes.putLong(base + TickLayout.TICK, tick);
        bytes.putLong(base + TickLayout.DUE, due);
        bytes.putLong(base + TickLayout.WOKE, woke);
        bytes.putInt(base + TickLayout.MISSED, missed);
        clearBus();
        bytes.putLong(base + TickLayout.REQUESTS, 0); // and the policy's number
    }

    /// Says which policy answers. After [#begin].
    /// @param number of the policy, 0 to 65535
    public void policy(int number) {
        bytes.putShort(base + TickLayout.POLICY, (short) number);
    }

    /// Takes room in the bus area, or counts what found none.
    ///
    /// @param size bytes
    /// @return index of the first in [#bytes], or −1 when there is no room
    int reserve(int size) {
        int used = busBytes();
        if (used + size > layout.busCapacity()) {
            skipped(1);
            return -1;
        }
        bytes.putInt(base + TickLayout.BUS_BYTES, used + size);
        return base + layout.bus() + used;
    }

    /// Counts more that did not fit.
    void skipped(int more) {
        bytes.putInt(base + TickLayout.BUS_SKIPPED, busSkipped() + more);
    }

    /// Empties the bus area.
    void clearBus() {
        bytes.putInt(base + TickLayout.BUS_BYTES, 0);
        bytes.putInt(base + TickLayout.BUS_SKIPPED, 0);
    }

    /// Sets what the sensors said.
    ///
    /// @param state readings
    /// @param done when they were there, ns
    public void readings(RobotState state, long done) {
        bytes.putLong(base + TickLayout.READ, done);
        bytes.putInt(base + TickLayout.IMU_FAULT_TICKS, state.imuFaultTicks());
        bytes.putInt(base + TickLayout.ENCODER_FAULT_TICKS, state.encoderFaultTicks());
        bytes.putInt(base + TickLayout.SUPPLY_FAULT_TICKS, state.supplyFaultTicks());
        bytes.putLong(base + TickLayout.STATE_TIME, state.timeNanos());
        bytes.putDouble(base + TickLayout.SUPPLY_VOLTAGE, state.supplyVoltage());
        bytes.putDouble(base + TickLayout.SUPPLY_CURRENT, state.supplyCurrent());
        put(TickLayout.ANGULAR_VELOCITY, state.angularVelocity());
        put(TickLayout.SPECIFIC_FORCE, state.specificForce());
        put(TickLayout.POSITION, state.position());
        put(layout.velocity(), state.velocity());
        flags(state.emergencyStop() ? EMERGENCY_STOP : 0);
    }

    /// Sets what the control step made of the readings, and what the policy answered. After [#readings].
    ///
    /// @param attitude estimate
    /// @param observation `[n]`
    /// @param action `[m]`, as the policy gave it
    /// @param usable whether the policy said that it is usable
    public void acted(AttitudeEstimate attitude, float[] observation, float[] action, boolean usable) {
        put(TickLayout.ESTIMATED_GRAVITY, attitude.gravity());
        put(TickLayout.ESTIMATED_ANGULAR_VELOCITY, attitude.angularVelocity());
        put(layout.observation(), observation, layout.observationSize());
        put(layout.action(), action, layout.actionSize());
        flags((flags() & EMERGENCY_STOP) | (usable ? USABLE : 0) | (attitude.calibrated() ? CALIBRATED : 0));
    }

    /// Says that the IMU's reading was rejected as a spike. After [#acted].
    public void rejected() {
        flags(flags() | REJECTED);
    }

    /// Says what was asked of the loop from outside. After [#acted].
    ///
    /// @param requests of the operator, as bits of [dev.sinew.runtime.mode.OperatorRequests]
    /// @param tripped whether the supervisor had taken the supply away
    public void asked(int requests, boolean tripped) {
        bytes.put(base + TickLayout.REQUESTS, (byte) requests);
        flags(flags() | (tripped ? TRIPPED : 0));
    }

    /// Sets when the action was there and how late that was.
    ///
    /// @param done when the policy had answered, ns
    /// @param latePeriods periods it was late, 0 when in time
    public void actedAt(long done, int latePeriods) {
        bytes.putLong(base + TickLayout.ACTED, done);
        bytes.putInt(base + TickLayout.LATE_PERIODS, latePeriods);
    }

    /// Sets what the gate let through.
    ///
    /// @param safe targets, verdict and fault
    /// @param mode code of the mode after this tick
    /// @param done when the targets were written, ns
    public void written(SafeTargets safe, int mode, long done) {
        bytes.putLong(base + TickLayout.WRITTEN, done);
        bytes.put(base + TickLayout.MODE, (byte) mode);
        bytes.put(base + TickLayout.VERDICT, (byte) safe.verdict().code());
        bytes.put(base + TickLayout.FAULT, (byte) safe.fault().code());
        for (int j = 0; j < layout.joints(); j++) {
            bytes.putDouble(base + layout.targets() + j * Double.BYTES, safe.get(j));
        }
    }

    private void put(int offset, double[] values) {
        for (int i = 0; i < values.length; i++) {
            bytes.putDouble(base + offset + i * Double.BYTES, values[i]);
        }
    }

    private void put(int offset, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            bytes.putFloat(base + offset + i * Float.BYTES, values[i]);
        }
    }

    private void flags(int value) {
        bytes.put(base + TickLayout.FLAGS, (byte) value);
    }

    private int flags() {
        return bytes.get(base + TickLayout.FLAGS) & 0xFF;
    }

    /// {@return tick number, from 0}
    public long tick() {
        return bytes.getLong(base + TickLayout.TICK);
    }

    /// {@return deadline, ns}
    public long due() {
        return bytes.getLong(base + TickLayout.DUE);
    }

    /// {@return when the loop woke, ns}
    public long woke() {
        return bytes.getLong(base + TickLayout.WOKE);
    }

    /// {@return when the readings were there, ns}
    public long read() {
        return bytes.getLong(base + TickLayout.READ);
    }

    /// {@return when the action was there, ns}
    public long acted() {
        return bytes.getLong(base + TickLayout.ACTED);
    }

    /// {@return when the targets were written, ns}
    public long written() {
        return bytes.getLong(base + TickLayout.WRITTEN);
    }

    /// {@return ticks missed just before this one}
    public int missed() {
        return bytes.getInt(base + TickLayout.MISSED);
    }

    /// {@return code of the mode after this tick}
    public int mode() {
        return bytes.get(base + TickLayout.MODE);
    }

    /// {@return code of the gate's verdict}
    public int verdict() {
        return bytes.get(base + TickLayout.VERDICT);
    }

    /// {@return code of the fault that the gate named}
    public int fault() {
        return bytes.get(base + TickLayout.FAULT);
    }

    /// {@return periods that the action was late}
    public int latePeriods() {
        return bytes.getInt(base + TickLayout.LATE_PERIODS);
    }

    /// {@return whether the emergency stop is open}
    public boolean emergencyStop() {
        return (flags() & EMERGENCY_STOP) != 0;
    }

    /// {@return whether the policy said that its action is usable}
    public boolean usable() {
        return (flags() & USABLE) != 0;
    }

    /// {@return whether the attitude filter knew the gyroscope's bias}
    public boolean calibrated() {
        return (flags() & CALIBRATED) != 0;
    }

    /// {@return whether the IMU's reading was rejected as a spike}
    public boolean readingRejected() {
        return (flags() & REJECTED) != 0;
    }

    /// {@return whether the loop found that the supervisor had taken the supply away}
    public boolean supervisorTripped() {
        return (flags() & TRIPPED) != 0;
    }

    /// {@return what the operator asked for, as bits: 1 arm, 2 disarm, 4 reset}
    public int requests() {
        return bytes.get(base + TickLayout.REQUESTS);
    }

    /// {@return number of the policy that answered}
    public int policy() {
        return Short.toUnsignedInt(bytes.getShort(base + TickLayout.POLICY));
    }

    /// {@return ticks in a row without a fresh IMU reading}
    public int imuFaultTicks() {
        return bytes.getInt(base + TickLayout.IMU_FAULT_TICKS);
    }

    /// {@return ticks in a row without fresh encoder readings}
    public int encoderFaultTicks() {
        return bytes.getInt(base + TickLayout.ENCODER_FAULT_TICKS);
    }

    /// {@return ticks in a row without a fresh reading of the power monitor}
    public int supplyFaultTicks() {
        return bytes.getInt(base + TickLayout.SUPPLY_FAULT_TICKS);
    }

    /// {@return time of the readings, ns}
    public long stateTime() {
        return bytes.getLong(base + TickLayout.STATE_TIME);
    }

    /// {@return voltage of the motor supply, V}
    public double supplyVoltage() {
        return bytes.getDouble(base + TickLayout.SUPPLY_VOLTAGE);
    }

    /// {@return current drawn from the motor supply, A}
    public double supplyCurrent() {
        return bytes.getDouble(base + TickLayout.SUPPLY_CURRENT);
    }

    /// {@return angular velocity as the gyroscope said it, rad/s}
    ///
    /// @param axis 0-2
    public double angularVelocity(int axis) {
        return number(TickLayout.ANGULAR_VELOCITY, axis);
    }

    /// {@return specific force as the accelerometer said it, m/s²}
    ///
    /// @param axis 0-2
    public double specificForce(int axis) {
        return number(TickLayout.SPECIFIC_FORCE, axis);
    }

    /// {@return estimated direction of gravity in the base frame}
    ///
    /// @param axis 0-2
    public double estimatedGravity(int axis) {
        return number(TickLayout.ESTIMATED_GRAVITY, axis);
    }

    /// {@return estimated angular velocity, rad/s}
    ///
    /// @param axis 0-2
    public double estimatedAngularVelocity(int axis) {
        return number(TickLayout.ESTIMATED_ANGULAR_VELOCITY, axis);
    }

    /// {@return joint angle, rad}
    ///
    /// @param joint index in joint order
    public double position(int joint) {
        return number(TickLayout.POSITION, joint);
    }

    /// {@return joint velocity, rad/s}
    ///
    /// @param joint index in joint order
    public double velocity(int joint) {
        return number(layout.velocity(), joint);
    }

    /// {@return safe target, in the unit of the joint's command mode}
    ///
    /// @param joint index in joint order
    public double target(int joint) {
        return number(layout.targets(), joint);
    }

    /// {@return one float of the observation}
    ///
    /// @param index 0 up to n − 1
    public float observation(int index) {
        return bytes.getFloat(base + layout.observation() + index * Float.BYTES);
    }

    /// {@return one float of the action as the policy gave it}
    ///
    /// @param index 0 up to m − 1
    public float action(int index) {
        return bytes.getFloat(base + layout.action() + index * Float.BYTES);
    }

    /// {@return transfers and clock readings that did not fit into the bus area}
    public int busSkipped() {
        return bytes.getInt(base + TickLayout.BUS_SKIPPED);
    }

    /// {@return bytes used in the bus area}
    public int busBytes() {
        return bytes.getInt(base + TickLayout.BUS_BYTES);
    }

    /// Copies the used part of the bus area.
    ///
    /// @param out filled, at least [#busBytes] bytes
    public void busBytes(byte[] out) {
        bytes.get(base + layout.bus(), out, 0, busBytes());
    }

    /// Copies the used part of the bus area to the position of a buffer, which moves on.
    ///
    /// @param out filled
    public void busBytes(ByteBuffer out) {
        int count = busBytes();
        out.put(out.position(), bytes, base + layout.bus(), count);
        out.position(out.position() + count);
    }

    private double number(int offset, int index) {
        return bytes.getDouble(base + offset + index * Double.BYTES);
    }
}
