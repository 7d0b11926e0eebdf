package dev.sinew.config.robot;

/// Settings of the attitude filter (gyroscope integrated, accelerometer pulling it back, gyroscope bias estimated).
///
/// @param calibrationSeconds how long the robot must stand still for the first estimate of the gyroscope's bias, s
/// @param timeConstantSeconds how fast the accelerometer corrects the attitude, s
/// @param biasTimeConstantSeconds how fast the gyroscope's bias is tracked afterwards, s
public record AttitudeSettings(double calibrationSeconds, double timeConstantSeconds, double biasTimeConstantSeconds) {
    /// Refuses times that are not positive.
    public AttitudeSettings {
        Bounds.positive("attitude calibration", calibrationSeconds);
        Bounds.positive("attitude time constant", timeConstantSeconds);
        Bounds.positive("attitude bias time constant", biasTimeConstantSeconds);
    }
}
