package dev.sinew.config.robot;

/// Wanted joint targets in joint order. What each means is the joint's [CommandMode]. Not yet safe: only the safety
/// gate turns them into something that an actuator gets.
public final class JointTargets {
    private final double[] values;

    /// All targets zero.
    ///
    /// @param joints number of joints, at least 1
    public JointTargets(int joints) {
        if (joints < 1) {
            throw new IllegalArgumentException("joints must be at least 1, was " + joints);
        }
        values = new double[joints];
    }

    /// {@return the number of joints}
    public int size() {
        return values.length;
    }

    /// {@return the target of joint `joint`, in the unit of its command mode}
    ///
    /// @param joint index in joint order
    public double get(int joint) {
        return values[joint];
    }

    /// Sets one target.
    ///
    /// @param joint index in joint order
    /// @param value in the unit of its command mode
    public void set(int joint, double value) {
        values[joint] = value;
    }
}
