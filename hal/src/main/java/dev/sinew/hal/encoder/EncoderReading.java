package dev.sinew.hal.encoder;

/// What an encoder said once. Allocated once and filled in place by the driver.
public final class EncoderReading {
    private double position;
    private double velocity;

    /// All zero.
    public EncoderReading() {}

    /// {@return joint angle since its zero, rad}
    public double position() {
        return position;
    }

    /// {@return joint velocity, rad/s}
    public double velocity() {
        return velocity;
    }

    void set(double newPosition, double newVelocity) {
        position = newPosition;
        velocity = newVelocity;
    }
}
