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
    VOLTAGE;

    /// {@return the quantity of a target}
    public Quantity quantity() {
        return switch (this) {
            case POSITION -> Quantity.ANGLE;
            case VELOCITY -> Quantity.ANGULAR_VELOCITY;
            case TORQUE -> Quantity.TORQUE;
            case VOLTAGE -> Quantity.VOLTAGE;
        };
    }

    /// {@return the quantity of a target's change per second}
    Quantity rateQuantity() {
        return switch (this) {
            case POSITION -> Quantity.ANGULAR_VELOCITY;
            case VELOCITY -> Quantity.ANGULAR_ACCELERATION;
            case TORQUE -> Quantity.TORQUE_RATE;
            case VOLTAGE -> Quantity.VOLTAGE_RATE;
        };
    }
}
