package dev.sinew.hal.safety;

import dev.sinew.config.robot.ImuLimits;
import dev.sinew.config.robot.RobotState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Finds IMU readings that are no numbers, frozen or a spike. A reading it rejects goes no further: the one before
/// stays.
final class ImuMonitor {
    private final ImuLimits limits;
    private final double[] rate = new double[3];
    private final double[] force = new double[3];
    private boolean primed;
    private int equalReadings;
    private int spikesInARow;
    private long spikes;

    ImuMonitor(ImuLimits limits) {
        this.limits = limits;
    }

    /// Looks at a fresh reading and copies it when it is accepted.
    ///
    /// @param in a reading
    /// @param accepted filled with the angular velocity and the specific force of `in` unless they are rejected
    /// @return causes to stop
    int check(RobotState in, RobotState accepted) {
        if (!finite(in.angularVelocity()) || !finite(in.specificForce())) {
            return Fault.READING_INVALID.bit();
        }
        if (primed && spike(in)) {
            spikes++;
            spikesInARow = Math.min(spikesInARow + 1, limits.spikeTicks());
            if (spikesInARow < limits.spikeTicks()) {
                return 0;
            }
            // from here on the new level is what the next reading is compared with, else no reset could ever follow
            remember(in);
            return Fault.IMU_SPIKE.bit();
        }
        spikesInARow = 0;
        equalReadings = primed && repeated(in) ? Math.min(equalReadings + 1, limits.frozenTicks()) : 1;
        primed = true;
        remember(in);
        System.arraycopy(rate, 0, accepted.angularVelocity(), 0, 3);
        System.arraycopy(force, 0, accepted.specificForce(), 0, 3);
        return equalReadings >= limits.frozenTicks() ? Fault.IMU_FROZEN.bit() : 0;
    }

    private static boolean finite(double[] vector) {
        return Double.isFinite(vector[0]) && Double.isFinite(vector[1]) && Double.isFinite(vector[2]);
    }

    private boolean spike(RobotState in) {
        return distance(in.angularVelocity(), rate) > limits.spikeAngularVelocity()
                || distance(in.specificForce(), force) > limits.spikeSpecificForce();
    }

    private static double distance(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    private boolean repeated(RobotState in) {
        return distance(in.angularVelocity(), rate) == 0 && distance(in.specificForce(), force) == 0;
    }

    private void remember(RobotState in) {
        System.arraycopy(in.angularVelocity(), 0, rate, 0, 3);
        System.arraycopy(in.specificForce(), 0, force, 0, 3);
    }

    /// {@return readings rejected as a spike since the start}
    long spikes() {
        return spikes;
    }

    void reset() {
        Arrays.fill(rate, 0);
        Arrays.fill(force, 0);
        primed = false;
        equalReadings = 0;
        spikesInARow = 0;
    }

    void save(DataOutput out) throws IOException {
        for (int i = 0; i < 3; i++) {
            out.writeDouble(rate[i]);
            out.writeDouble(force[i]);
        }
        out.writeBoolean(primed);
        out.writeInt(equalReadings);
        out.writeInt(spikesInARow);
        out.writeLong(spikes);
    }

    void restore(DataInput in) throws IOException {
        for (int i = 0; i < 3; i++) {
            rate[i] = in.readDouble();
            force[i] = in.readDouble();
        }
        primed = in.readBoolean();
        equalReadings = in.readInt();
        spikesInARow = in.readInt();
        spikes = in.readLong();
    }
}
