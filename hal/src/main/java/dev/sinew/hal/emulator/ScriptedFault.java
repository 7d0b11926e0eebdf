package dev.sinew.hal.emulator;

/// What a fault script can do to an emulated board. Devices and buses go by the names of [EmulatedBoard#targets()].
public sealed interface ScriptedFault {
    /// Strikes one device.
    sealed interface OfDevice extends ScriptedFault {
        /// {@return name of the device}
        String device();
    }

    /// Strikes one bus.
    sealed interface OfBus extends ScriptedFault {
        /// {@return name of the bus}
        String bus();
    }

    /// Strikes what a robot has once.
    sealed interface OfRobot extends ScriptedFault {}

    /// A device does not acknowledge; on SPI, which has no acknowledge, its data line floats high.
    ///
    /// @param device name
    record Absent(String device) implements OfDevice {}

    /// Transfers with a device end early.
    ///
    /// @param device name
    record CutShort(String device) implements OfDevice {}

    /// The registers of a sensor stop updating, and it says so where it can. An encoder so treated is stuck.
    ///
    /// @param device name
    record Stale(String device) implements OfDevice {}

    /// An IMU reports new samples that all equal the last one.
    ///
    /// @param device name
    record Frozen(String device) implements OfDevice {}

    /// Every sample that an IMU takes is off on each axis.
    ///
    /// @param device name
    /// @param angularVelocity added, rad/s
    /// @param specificForce added, m/s²
    record Spike(String device, double angularVelocity, double specificForce) implements OfDevice {}

    /// An encoder's counter sees edges that are none, of a shaft that seems to turn so much faster.
    ///
    /// @param device name
    /// @param angularVelocity added, rad/s
    record Miscount(String device, double angularVelocity) implements OfDevice {}

    /// The logic supply of a device fails: it does not answer, and afterwards its registers are at their reset
    /// values.
    ///
    /// @param device name
    record PowerLoss(String device) implements OfDevice {}

    /// A whole bus is gone.
    ///
    /// @param bus name
    record BusGone(String bus) implements OfBus {}

    /// A call on a bus does not return before the fault's time is over or [EmulatedBoard#release()].
    ///
    /// @param bus name
    record BusHangs(String bus) implements OfBus {}

    /// The motor supply sags.
    ///
    /// @param volts most that is left, V
    record BrownOut(double volts) implements OfRobot {}

    /// The emergency stop is pressed or its wire broken.
    record EmergencyStopOpen() implements OfRobot {}

    /// The emergency stop's line cannot be read.
    record EmergencyStopGone() implements OfRobot {}
}
