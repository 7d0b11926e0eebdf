package dev.sinew.config.robot;

import dev.sinew.config.document.Quantity;

/// What a joint's target means.
public enum CommandMode {
    /// Joint angle, rad.
    POSITION,
    /// Joint velocity, rad/s.
    VELOCITY,
    /// Joint torque, N·m.
    TORQUE,
    /// Voltage across the joint's motor, V.
    VOLTAGE,
    /// No motor: the joint is only measured, and its target is always 0.
    PASSIVE;

    /// {@return the quantity of a target; of a driven joint only}
    public Quantity quantity() {
        return switch (this) {
            case POSITION -> Quantity.ANGLE;
            case VELOCITY -> Quantity.ANGULAR_VELOCITY;
            case TORQUE -> Quantity.TORQUE;
            case VOLTAGE -> Quantity.VOLTAGE;
            case PASSIVE -> throw passive();
        };
    }

    /// {@return the quantity of a target's change per second}
    Quantity rateQuantity() {
        return switch (this) {
            case POSITION -> Quantity.ANGULAR_VELOCITY;
            case VELOCITY -> Quantity.ANGULAR_ACCELERATION;
            case TORQUE -> Quantity.TORQUE_RATE;
            case VOLTAGE -> Quantity.VOLTAGE_RATE;
            case PASSIVE -> throw passive();
        };
    }

    private static IllegalStateException passive() {
        return new IllegalStateException("mode of a joint with targets must be one of a driven joint, was passive");
    }
}
