package dev.sinew.hal.task;

/// A motion that is what a test says: joint j is at `angles[j]`, at `speeds[j]`.
final class FixedMotion implements Motion {
    final double[] angles = new double[2];
    final double[] speeds = new double[2];
    double tilt;
    double travel;
    double drift;
    double speed;
    double yawRate;

    @Override
    public double position(int joint) {
        return angles[joint];
    }

    @Override
    public double velocity(int joint) {
        return speeds[joint];
    }

    @Override
    public double tilt() {
        return tilt;
    }

    @Override
    public double travel() {
        return travel;
    }

    @Override
    public double drift() {
        return drift;
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public double yawRate() {
        return yawRate;
    }
}
