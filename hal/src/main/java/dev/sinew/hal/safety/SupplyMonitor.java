package dev.sinew.hal.safety;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Finds a motor supply that is too low. The supply is off until the robot is armed, so it counts from its first good
/// reading, and at the latest when the ramp after arming is over.
final class SupplyMonitor {
    private final double minimum;
    private final int graceTicks;
    private boolean risen;
    private int lowTicks;

    SupplyMonitor(double minimum, int graceTicks) {
        this.minimum = minimum;
        this.graceTicks = graceTicks;
    }

    /// Looks at a fresh reading of an armed robot.
    ///
    /// @param volts V, finite
    /// @return causes to stop
    int check(double volts) {
        if (volts >= minimum) {
            risen = true;
            return 0;
        }
        if (risen || lowTicks >= graceTicks) {
            return Fault.SUPPLY_LOW.bit();
        }
        lowTicks++;
        return 0;
    }

    void reset() {
        risen = false;
        lowTicks = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(risen);
        out.writeInt(lowTicks);
    }

    void restore(DataInput in) throws IOException {
        risen = in.readBoolean();
        lowTicks = in.readInt();
    }
}
