package dev.sinew.hal.robot;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.motor.Drv8871;

/// One joint on a bridge of its own.
final class BridgeStage implements PowerStage {
    private final Drv8871 bridge;
    private final int joint;
    private final int sign;

    /// @param joint index of the joint it drives
    /// @param sign +1 or −1
    BridgeStage(Drv8871 bridge, int joint, int sign) {
        this.bridge = bridge;
        this.joint = joint;
        this.sign = sign;
    }

    @Override
    public void configure() {
        bridge.configure();
    }

    @Override
    public BusStatus verify() {
        return BusStatus.OK;
    }

    @Override
    public void duty(int driven, double duty) {
        if (driven == joint) {
            bridge.duty(sign * duty);
        }
    }

    @Override
    public BusStatus write() {
        return bridge.write();
    }

    @Override
    public BusStatus release() {
        return bridge.release();
    }
}
