package dev.sinew.hal.safety;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotDescription;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Waits until a robot has stood as its arming rule demands, long enough and without a break.
final class ArmingCheck {
    private final double lowestUpright;
    private final double highestRateSquared;
    private final int holdTicks;
    private int heldTicks;

    ArmingCheck(RobotDescription robot) {
        lowestUpright = StrictMath.cos(robot.arming().tilt());
        highestRateSquared = robot.arming().tiltRate() * robot.arming().tiltRate();
        holdTicks = Math.max(1, (int) Math.ceil(robot.arming().holdSeconds() * robot.rateHertz() - 1e-9));
    }

    /// Counts one tick.
    ///
    /// @param attitude with the gyroscope's bias known, else the tick does not count
    /// @param sound whether nothing else stands against arming
    /// @return whether the rule has held long enough
    boolean holds(AttitudeEstimate attitude, boolean sound) {
        double roll = attitude.angularVelocity()[0];
        double pitch = attitude.angularVelocity()[1];
        boolean still = -attitude.gravity()[2] >= lowestUpright && roll * roll + pitch * pitch <= highestRateSquared;
        heldTicks = sound && still && attitude.calibrated() ? heldTicks + 1 : 0;
        return heldTicks >= holdTicks;
    }

    void reset() {
        heldTicks = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(heldTicks);
    }

    void restore(DataInput in) throws IOException {
        heldTicks = in.readInt();
    }
}
