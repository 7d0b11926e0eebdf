package dev.sinew.trainer.hardware;

import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.mode.OperatorRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whoever stands by an emulated robot that learns. A stop for its own motion the robot gets over by itself; for any
/// other fault somebody has to come, look and reset it, as here. One who has come too often gives up, as does one who
/// has waited too long for the robot to come to rest. One thread.
final class Attendant {
    private static final int ACTIVE = new Mode.Active().code();
    private static final int COMES_AFTER = 1000; // ticks of a fault
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_WAIT = 60_000; // ticks; it takes some hundred to hang still

    private final OperatorRequests operator;
    private final List<Fault> faults = new ArrayList<>();
    private int waiting;
    private int stopped;
    private long waited;

    Attendant(OperatorRequests operator) {
        this.operator = operator;
    }

    /// Follows one tick.
    ///
    /// @param tick of the journal, in order
    /// @return why the robot must not go on; empty when it may
    Optional<String> look(TickRecord tick) {
        boolean active = tick.mode() == ACTIVE;
        waiting = active ? 0 : waiting + 1;
        waited += active ? 0 : 1;
        stopped = needsSomebody(tick) ? stopped + 1 : 0;
        if (stopped == 1) {
            faults.add(Fault.of(tick.fault()));
        }
        if (stopped > 0 && faults.size() > MOST_FAULTS) {
            return Optional.of("it was stopped " + faults.size() + " times by faults, last: "
                    + faults.getLast().reason());
        }
        if (stopped > 0 && stopped % COMES_AFTER == 0) {
            operator.reset();
        }
        return waiting < LONGEST_WAIT
                ? Optional.empty()
                : Optional.of("it must come to rest to be armed, did not for " + LONGEST_WAIT + " ticks");
    }

    private static boolean needsSomebody(TickRecord tick) {
        return Mode.word(tick.mode()).equals("fault") && !Fault.of(tick.fault()).byItsOwnMotion();
    }

    /// {@return ticks in which no policy drove}
    long waitedTicks() {
        return waited;
    }

    /// {@return the faults that somebody had to come for, in their order}
    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
