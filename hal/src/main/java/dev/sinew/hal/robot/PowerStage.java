package dev.sinew.hal.robot;

import dev.sinew.hal.bus.BusStatus;

/// What drives some of a robot's joints, whatever the chips: one device, or one for each of them. Package-private, so
/// that only a [Robot] reaches it. No tick allocates or throws.
interface PowerStage {
    /// Sets the devices up with every motor coasting.
    ///
    /// @throws dev.sinew.hal.bus.BusException when one is missing
    void configure();

    /// {@return whether the devices still have their settings: CHECKSUM when they need [#configure], OK for devices
    /// that cannot tell}
    BusStatus verify();

    /// Stages a duty for the next [#write].
    ///
    /// @param joint index in joint order; a joint that another stage drives is ignored
    /// @param duty share of the supply across the motor, positive turns the joint positively; 0 brakes
    void duty(int joint, double duty);

    /// {@return how writing what is staged ended}
    BusStatus write();

    /// {@return how it ended to let every motor coast}
    BusStatus release();
}
