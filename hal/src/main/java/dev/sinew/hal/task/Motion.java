package dev.sinew.hal.task;

/// How a robot moves at the end of a tick, as a task's reward asks for it: the true motion in simulation, the
/// measured one on a robot. Asking allocates nothing.
///
/// What the base does is 0 for a robot whose base stands still.
public interface Motion {
    /// {@return the angle of a joint, rad}
    ///
    /// @param joint index in joint order
    double position(int joint);

    /// {@return the velocity of a joint, rad/s}
    ///
    /// @param joint index in joint order
    double velocity(int joint);

    /// {@return the lean of the base, rad, positive forward}
    double tilt();

    /// {@return distance of the base from its start along the heading that it started with, m}
    double travel();

    /// {@return distance of the base from its start across that heading, m, positive to the left}
    double drift();

    /// {@return velocity of the base along that heading, m/s}
    double speed();

    /// {@return turning rate of the base about its own z axis, rad/s}
    double yawRate();
}
