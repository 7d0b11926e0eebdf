package dev.sinew.hal.robot;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.motor.MotorHat;

/// Joints on the terminals of a Motor HAT.
final class HatStage implements PowerStage {
    private static final int NONE = 0;

    private final MotorHat hat;
    private final int[] terminals;
    private final int[] signs;

    /// @param terminals by joint, 1-4; 0 for a joint that is not on this board
    /// @param signs by joint, +1 or −1
    HatStage(MotorHat hat, int[] terminals, int[] signs) {
        this.hat = hat;
        this.terminals = terminals;
        this.signs = signs;
    }

    @Override
    public void configure() {
        hat.configure();
    }

    @Override
    public BusStatus verify() {
        return hat.verify();
    }

    @Override
    public void duty(int joint, double duty) {
        if (terminals[joint] != NONE) {
            hat.duty(terminals[joint], signs[joint] * duty);
        }
    }

    @Override
    public BusStatus write() {
        return hat.write();
    }

    @Override
    public BusStatus release() {
        return hat.release();
    }
}
