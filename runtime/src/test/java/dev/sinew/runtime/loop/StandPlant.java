package dev.sinew.runtime.loop;

import dev.sinew.hal.emulator.Plant;

/// A balancer on a stand: upright whatever its wheels do, which turn with their motors; its IMU shows the last bit's
/// noise.
public final class StandPlant implements Plant {
    private static final double RADIANS_PER_SECOND = 10; // of a wheel at full duty

    /// Whether the motors have their supply.
    public boolean supplyOn;

    /// Time since [#epoch] when the supply was last switched, ns.
    public long switchedAt;

    private final double[] duty = new double[2];
    private final double[] position = new double[2];
    private long nanos;
    private int samples;
    private long epoch;

    /// Its wheels at zero, its supply off.
    public StandPlant() {}

    @Override
    public void reset(long seed) {
        nanos = 0;
    }

    @Override
    public void advance(long step) {
        nanos += step;
        for (int j = 0; j < 2; j++) {
            position[j] += supplyOn ? duty[j] * RADIANS_PER_SECOND * step * 1e-9 : 0;
        }
    }

    /// Counts the time of switching from now on.
    public void epoch() {
        epoch = nanos;
    }

    /// Rolls it by hand.
    ///
    /// @param angle of both wheels, rad
    public void roll(double angle) {
        position[0] += angle;
        position[1] += angle;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long stepNanos() {
        return 500_000;
    }

    @Override
    public int joints() {
        return 2;
    }

    @Override
    public void drive(int joint, double share, boolean coast) {
        duty[joint] = coast ? 0 : share;
    }

    @Override
    public void supplyEnabled(boolean on) {
        switchedAt = on == supplyOn ? switchedAt : nanos - epoch;
        supplyOn = on;
    }

    @Override
    public double jointPosition(int joint) {
        return position[joint];
    }

    @Override
    public void angularVelocity(double[] out) {
        out[0] = 0;
        out[1] = 0;
        out[2] = 0;
    }

    @Override
    public void specificForce(double[] out) {
        out[0] = 0;
        out[1] = 0;
        out[2] = 9.80665 + 0.01 * (samples++ & 1);
    }

    @Override
    public double supplyVoltage() {
        return 12;
    }

    @Override
    public double supplyCurrent() {
        return 0.3;
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
    public void close() {
        supplyOn = false;
    }
}
