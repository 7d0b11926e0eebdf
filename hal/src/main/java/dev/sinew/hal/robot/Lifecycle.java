package dev.sinew.hal.robot;

/// Where a robot stands between power-up and motion, and the transitions between, each a method of [Robot].
///
/// | transition | from                     | to       | what happens                                            |
/// |------------|--------------------------|----------|---------------------------------------------------------|
/// | configure  | unconfigured             | inactive | every device is found, identified and set up            |
/// | activate   | inactive                 | active   | motors at rest, supply on; angles, zero before, count   |
/// | deactivate | active                   | inactive | stopped as the robot's description says                 |
/// | stop       | any                      | fault    | stopped as asked; latched                               |
/// | reset      | fault                    | inactive | devices that lost their settings are set up again       |
public enum Lifecycle {
    /// Lines are open, the supply is off, no device is set up.
    UNCONFIGURED(0),
    /// Sensors are read; nothing is written to an actuator.
    INACTIVE(1),
    /// Targets are written.
    ACTIVE(2),
    /// Stopped; only a reset leaves it.
    FAULT(3);

    private final int code;

    Lifecycle(int code) {
        this.code = code;
    }

    /// {@return the number that stands for this state in records, 0-3}
    public int code() {
        return code;
    }
}
