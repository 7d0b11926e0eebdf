package dev.sinew.runtime.journal;

import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.Locale;
import java.util.function.Consumer;

/// Finds events in a row of tick records by comparing each with the one before: the loop itself words nothing. One
/// thread per finder; recorder and telemetry each have their own and find the same.
public final class TickEvents {
    private static final int NONE = -1;
    private static final int FAULTED = new Mode.Faulted(Fault.EMERGENCY_STOP).code();

    private final long periodNanos;
    private final Consumer<TickEvent> sink;
    private long next = NONE;
    private int mode = NONE;
    private int policy = NONE;
    private long worked;

    /// A finder that has seen nothing.
    ///
    /// @param periodNanos period of the loop, ns
    /// @param sink takes each event, in order
    public TickEvents(long periodNanos, Consumer<TickEvent> sink) {
        this.periodNanos = periodNanos;
        this.sink = sink;
    }

    /// Looks at the next record.
    ///
    /// @param tick its record
    public void look(TickRecord tick) {
        if (next != NONE && tick.tick() > next) {
            say(tick, TickEvent.Kind.LOST, tick.tick() - next + " records lost");
        }
        if (tick.missed() > 0) {
            say(tick, TickEvent.Kind.OVERRUN, "tick took " + millis(worked) + " ms, missed " + tick.missed());
        }
        long late = tick.woke() - tick.due();
        if (late > periodNanos) {
            say(tick, TickEvent.Kind.PAUSE, "host paused the loop for " + millis(late) + " ms");
        }
        if (tick.mode() != mode) {
            String from = mode == NONE ? "" : Mode.word(mode) + " to ";
            say(tick, TickEvent.Kind.MODE, from + Mode.word(tick.mode()));
            if (tick.mode() == FAULTED) {
                say(tick, TickEvent.Kind.FAULT, Fault.of(tick.fault()).reason());
            }
        }
        if ((tick.requests() & OperatorRequests.NOTED) != 0) {
            say(tick, TickEvent.Kind.REQUEST, OperatorRequests.words(tick.requests() & OperatorRequests.NOTED));
        }
        if (tick.policy() != policy && policy != NONE) {
            say(tick, TickEvent.Kind.POLICY, "policy " + policy + " to policy " + tick.policy());
        }
        policy = tick.policy();
        next = tick.tick() + 1;
        mode = tick.mode();
        worked = tick.written() - tick.woke();
    }

    private void say(TickRecord tick, TickEvent.Kind kind, String text) {
        sink.accept(new TickEvent(tick.tick(), tick.due(), kind, text));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
