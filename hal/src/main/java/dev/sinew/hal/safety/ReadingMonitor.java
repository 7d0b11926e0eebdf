package dev.sinew.hal.safety;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.SafetyLimits;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Judges one tick's readings before anything else sees them and keeps the last ones that were good.
final class ReadingMonitor {
    private final SafetyLimits limits;
    private final Optional<ImuMonitor> imu;
    private final EncoderMonitor encoders;
    private final SupplyMonitor supply;
    private final RobotState accepted;
    private int causes;
    private boolean missing;

    ReadingMonitor(RobotDescription robot, int rampTicks) {
        limits = robot.safety();
        imu = limits.imu().map(ImuMonitor::new);
        encoders = new EncoderMonitor(robot);
        supply = new SupplyMonitor(limits.supplyMinimum(), rampTicks);
        accepted = new RobotState(robot.joints().size());
    }

    /// Looks at the readings of one tick.
    ///
    /// @param in what the sensors said
    /// @param inForce the targets since the last readings
    /// @param armed whether the motor supply is meant to be on and the targets in force
    void check(RobotState in, SafeTargets inForce, boolean armed) {
        missing = false;
        accepted.timeNanos(in.timeNanos());
        accepted.emergencyStop(in.emergencyStop());
        if (in.joints() != accepted.joints()) {
            causes = Fault.READING_INVALID.bit();
            return;
        }
        causes = in.emergencyStop() ? Fault.EMERGENCY_STOP.bit() : 0;
        // a failed write shows one tick later and a bus that is gone gets one tick less: both stop a tick earlier
        causes |= late(in.busFaultTicks(), limits.staleTicks() - 1, Fault.BUS_GONE);
        causes |= late(in.actuatorFaultTicks(), limits.staleTicks() - 1, Fault.ACTUATOR_STALE);
        causes |= late(in.imuFaultTicks(), limits.staleTicks(), Fault.IMU_STALE);
        causes |= late(in.encoderFaultTicks(), limits.staleTicks(), Fault.ENCODER_STALE);
        causes |= late(in.supplyFaultTicks(), limits.staleTicks(), Fault.SUPPLY_STALE);
        if (in.imuFaultTicks() == 0 && imu.isPresent()) {
            causes |= imu.get().check(in, accepted);
        }
        if (in.encoderFaultTicks() == 0) {
            causes |= encoders.check(in, accepted, inForce, armed);
        }
        if (in.supplyFaultTicks() == 0) {
            causes |= supply(in, armed);
        }
    }

    private int late(int ticks, int tolerated, Fault fault) {
        if (ticks == 0) {
            return 0;
        }
        missing = true;
        return ticks < 0 || ticks > tolerated ? fault.bit() : 0;
    }

    private int supply(RobotState in, boolean armed) {
        if (!Double.isFinite(in.supplyVoltage()) || !Double.isFinite(in.supplyCurrent())) {
            return Fault.READING_INVALID.bit();
        }
        accepted.supply(in.supplyVoltage(), in.supplyCurrent());
        return armed ? supply.check(in.supplyVoltage()) : 0;
    }

    /// {@return the causes to stop that the last readings hold}
    int causes() {
        return causes;
    }

    /// {@return whether a reading of the last tick is missing, though not for too long}
    boolean missing() {
        return missing;
    }

    /// {@return the last good readings}
    RobotState accepted() {
        return accepted;
    }

    /// {@return IMU readings rejected as a spike}
    long spikes() {
        return imu.isPresent() ? imu.get().spikes() : 0;
    }

    /// Forgets what was measured under drive: the supply is asked for anew.
    void undriven() {
        encoders.reset();
        supply.reset();
    }

    void reset() {
        imu.ifPresent(ImuMonitor::reset);
        undriven();
        Arrays.fill(accepted.position(), 0);
        Arrays.fill(accepted.velocity(), 0);
        Arrays.fill(accepted.angularVelocity(), 0);
        Arrays.fill(accepted.specificForce(), 0);
        accepted.supply(0, 0);
        accepted.emergencyStop(false);
        accepted.timeNanos(0);
        causes = 0;
        missing = false;
    }

    void save(DataOutput out) throws IOException {
        if (imu.isPresent()) {
            imu.get().save(out);
        }
        encoders.save(out);
        supply.save(out);
        for (int j = 0; j < accepted.joints(); j++) {
            out.writeDouble(accepted.position()[j]);
            out.writeDouble(accepted.velocity()[j]);
        }
        for (int i = 0; i < 3; i++) {
            out.writeDouble(accepted.angularVelocity()[i]);
            out.writeDouble(accepted.specificForce()[i]);
        }
        out.writeLong(accepted.timeNanos());
        out.writeDouble(accepted.supplyVoltage());
        out.writeDouble(accepted.supplyCurrent());
        out.writeBoolean(accepted.emergencyStop());
        out.writeInt(causes);
        out.writeBoolean(missing);
    }

    void restore(DataInput in) throws IOException {
        if (imu.isPresent()) {
            imu.get().restore(in);
        }
        encoders.restore(in);
        supply.restore(in);
        for (int j = 0; j < accepted.joints(); j++) {
            accepted.position()[j] = in.readDouble();
            accepted.velocity()[j] = in.readDouble();
        }
        for (int i = 0; i < 3; i++) {
            accepted.angularVelocity()[i] = in.readDouble();
            accepted.specificForce()[i] = in.readDouble();
        }
        accepted.timeNanos(in.readLong());
        double volts = in.readDouble();
        accepted.supply(volts, in.readDouble());
        accepted.emergencyStop(in.readBoolean());
        causes = in.readInt();
        missing = in.readBoolean();
    }
}
