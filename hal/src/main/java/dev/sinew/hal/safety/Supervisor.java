package dev.sinew.hal.safety;

import dev.sinew.hal.bus.DigitalOutput;
import dev.sinew.hal.bus.MonotonicClock;
import java.util.Optional;

/// Takes the motor supply away when the control loop stops ticking: because it hangs, because a bus call in it hangs,
/// or because its thread has died.
///
/// It runs on a thread of its own and touches nothing but the lines given to it, so no bus and no lock of the loop
/// can hold it up. Every half period it looks at the loop's [Heartbeat]; after seven looks in a row without a beat,
/// which is 3.5 to 4 periods after the last one and leaves a period for a late wake-up, it drives the supply enable
/// line low, and keeps doing so at every look until [#reset]: a loop that comes back cannot switch the supply on
/// again. It counts looks and not time, so a pause of the whole process does not trip it, during which it could not
/// have acted anyway.
///
/// What it cannot see is the end of the process itself. For that a robot has a heartbeat line: the supervisor turns
/// it over at every look that finds a beat within the last period, and a retriggerable one-shot (charge pump) in
/// hardware takes the supply away when the line stands still. A supply enable line with a pull-down alone depends on
/// the kernel letting go of a dead process's lines.
///
/// This is fault handling, not certified functional safety.
public final class Supervisor implements LoopGuard, Runnable, AutoCloseable {
    /// Looks in a row without a beat that trip.
    private static final int SILENT_LOOKS = 7;
    /// Looks in a row without a beat after which the heartbeat line stands still.
    private static final int QUIET_LOOKS = 2;

    private final Heartbeat heartbeat;
    private final DigitalOutput supplyEnable;
    private final Optional<DigitalOutput> heartbeatLine;
    private final MonotonicClock clock;
    private final long lookNanos;

    private long seen;
    private int silentLooks;
    private boolean level;
    private volatile boolean tripped;
    private volatile boolean resetRequested;
    private volatile boolean closed;

    /// Watches a loop from its first beat on.
    ///
    /// @param heartbeat of the loop
    /// @param supplyEnable the line that switches the motor supply, low is off; must take calls of any thread
    /// @param clock to sleep by
    /// @param periodNanos the loop's period, ns, at least 2
    public Supervisor(Heartbeat heartbeat, DigitalOutput supplyEnable, MonotonicClock clock, long periodNanos) {
        this(heartbeat, supplyEnable, Optional.empty(), clock, periodNanos);
    }

    /// Watches a loop from its first beat on and keeps a heartbeat line alive with it.
    ///
    /// @param heartbeat of the loop
    /// @param supplyEnable the line that switches the motor supply, low is off; must take calls of any thread
    /// @param heartbeatLine the line that hardware wants to see moving
    /// @param clock to sleep by
    /// @param periodNanos the loop's period, ns, at least 2
    public Supervisor(
            Heartbeat heartbeat,
            DigitalOutput supplyEnable,
            Optional<DigitalOutput> heartbeatLine,
            MonotonicClock clock,
            long periodNanos) {
        if (periodNanos < 2) {
            throw new IllegalArgumentException("period must be at least 2 ns, was " + periodNanos);
        }
        this.heartbeat = heartbeat;
        this.supplyEnable = supplyEnable;
        this.heartbeatLine = heartbeatLine;
        this.clock = clock;
        this.lookNanos = periodNanos / 2;
    }

    /// Looks every half period until closed. For a thread of its own; ends with the supply off.
    @Override
    public void run() {
        try {
            while (!closed) {
                clock.sleepUntil(clock.nanos() + lookNanos);
                step();
            }
        } finally {
            supplyEnable.write(false);
        }
    }

    /// Looks once: what [#run] does every half period.
    ///
    /// @return whether the supply is left to the loop
    public boolean step() {
        if (resetRequested) {
            resetRequested = false;
            tripped = false;
            silentLooks = 0;
        }
        long beats = heartbeat.beats();
        silentLooks = beats == seen && beats > 0 ? Math.min(silentLooks + 1, SILENT_LOOKS) : 0;
        seen = beats;
        if (silentLooks >= SILENT_LOOKS) {
            tripped = true;
        }
        if (tripped || closed) {
            supplyEnable.write(false);
            return false;
        }
        if (beats > 0 && silentLooks <= QUIET_LOOKS && heartbeatLine.isPresent()) {
            level = !level;
            heartbeatLine.get().write(level); // a line that fails stands still, and that says it all
        }
        return true;
    }

    @Override
    public boolean tripped() {
        return tripped;
    }

    /// Asks to give the supply back to the loop; counts from the next look on. Any thread.
    @Override
    public void reset() {
        resetRequested = true;
    }

    /// Switches the supply off and ends [#run]. Any thread.
    @Override
    public void close() {
        closed = true;
        supplyEnable.write(false);
    }
}
