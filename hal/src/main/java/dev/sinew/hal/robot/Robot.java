package dev.sinew.hal.robot;

import dev.sinew.config.robot.RobotDescription;
import dev.sinew.config.robot.RobotState;
import dev.sinew.config.robot.StopCategory;
import dev.sinew.hal.safety.SafeTargets;

/// A robot in SI units: readings out, safe targets in. [Lifecycle] says what is allowed when.
///
/// Everything but [#configure], [#reset] and [#close] belongs to a tick: it neither throws for what a device or a bus
/// does nor allocates. One thread, [#lifecycle] excepted.
public interface Robot extends AutoCloseable {
    /// {@return what it is}
    RobotDescription description();

    /// {@return where it stands; any thread}
    Lifecycle lifecycle();

    /// Finds, identifies and sets up every device: unconfigured to inactive. Takes time.
    ///
    /// @throws dev.sinew.hal.bus.BusException when a device is missing or is another one; the robot stays
    /// unconfigured
    void configure();

    /// Reads every sensor.
    ///
    /// @param state filled; a group whose reading fails or is not new keeps its last values and counts its fault
    /// ticks
    void read(RobotState state);

    /// Brings the motors to rest under power: inactive to active. Joint angles count from here, zero before, but for
    /// joints that keep their zero from [#configure] on.
    ///
    /// @return refused from elsewhere and while the emergency stop is open; failed when a device or the supply line
    ///     does not answer, which leaves the robot inactive with the supply off
    Outcome activate();

    /// Writes targets, when active. Targets whose verdict is a stop are not written: the robot stops as described,
    /// to fault when they name one, else to inactive.
    ///
    /// @param targets as the safety gate judged them in this tick
    /// @return refused while not active
    Outcome write(SafeTargets targets);

    /// Stops as its description says: active to inactive.
    ///
    /// @return refused while not active; failed when the actuators may not know, which leaves the supply off
    Outcome deactivate();

    /// Stops and latches: from anywhere to fault. A stop that does not reach the actuators becomes a
    /// [StopCategory#CUT].
    ///
    /// @param category how
    /// @return failed when not even the supply line answers; the next [#write] tries again
    Outcome stop(StopCategory category);

    /// Looks at every device and sets up those that lost their settings: fault to inactive. As quick as a tick when
    /// none did, a fifth of a second when the IMU did.
    ///
    /// @return whether a device was set up again, so that readings from before say nothing of it
    /// @throws dev.sinew.hal.bus.BusException when a device is still missing; the robot stays in its fault
    boolean reset();

    /// Cuts the supply and gives the board back.
    @Override
    void close();
}
