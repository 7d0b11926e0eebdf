package dev.sinew.hal.emulator;

/// A plant whose signals a test sets and whose drive it reads.
public final class FakePlant implements Plant {
    public static final long STEP_NANOS = 100_000;

    public final double[] angularVelocity = new double[3];
    public final double[] specificForce = new double[3];
    public final double[] position = new double[4];
    public final double[] duty = new double[4];
    public final boolean[] coast = new boolean[4];
    public double supplyVoltage = 12;
    public double supplyCurrent;
    public boolean supplyOn;
    public int imuSamples;
    private long nanos;

    /// Standing still on 12 V, supply off.
    public FakePlant() {}

    @Override
    public void reset(long seed) {
        nanos = 0;
    }

    @Override
    public void advance(long step) {
        if (step <= 0 || step % STEP_NANOS != 0) {
            throw new IllegalArgumentException("advance must be a positive multiple of the step, was " + step);
        }
        nanos += step;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long stepNanos() {
        return STEP_NANOS;
    }

    @Override
    public int joints() {
        return position.length;
    }

    @Override
    public void drive(int joint, double share, boolean open) {
        duty[joint] = share;
        coast[joint] = open;
    }

    @Override
    public void supplyEnabled(boolean on) {
        supplyOn = on;
    }

    @Override
    public double jointPosition(int joint) {
        return position[joint];
    }

    @Override
    public void angularVelocity(double[] out) {
        imuSamples++;
        System.arraycopy(angularVelocity, 0, out, 0, 3);
    }

    @Override
    public void specificForce(double[] out) {
        System.arraycopy(specificForce, 0, out, 0, 3);
    }

    @Override
    public double supplyVoltage() {
        return supplyVoltage;
    }

    @Override
    public double supplyCurrent() {
        return supplyCurrent;
    }

    @Override
    public double trueTilt() {
        return 0;
    }

    @Override
    public double trueTravel() {
        return 0;
    }

    @Override
    public void close() {}
}
