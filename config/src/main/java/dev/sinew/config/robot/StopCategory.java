package dev.sinew.config.robot;

/// How a robot stops when the safety gate says so.
public enum StopCategory {
    /// Keeps the last position under power: an arm.
    HOLD,
    /// Brakes joints electrically while they give way: back-drivable legs.
    DAMP,
    /// Takes torque away while the supply stays on: a falling biped.
    RELAX,
    /// Takes the motor supply away: a wheeled balancer. Works when a bus is gone.
    CUT
}
