package dev.sinew.runtime.policy;

import dev.sinew.hal.control.Policy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The policy that answers, and the one that waits to take its place.
///
/// The loop alone swaps, as a tick begins: at once if that was asked for, else once the robot is not driven, so
/// between two episodes. It looks at one field then, takes no lock and allocates nothing. The control step stays, and
/// with it the safety gate and its limits of how fast a target may change: to the actuators a swap is one more action.
///
/// [#offer] belongs to one thread, which loads policies and closes them; [#swapNow] may be called by any.
public final class PolicySlot implements Policy {
    /// Largest number of a policy: that of the tick record's field.
    public static final int MOST = 0xFFFF;

    private final AtomicReference<@Nullable Entry> waiting = new AtomicReference<>();
    private Entry current; // the loop's
    private volatile int answering;

    /// A policy with its number.
    private static final class Entry {
        private final int number;
        private final Policy policy;
        private volatile boolean atOnce;

        Entry(int number, Policy policy) {
            this.number = number;
            this.policy = policy;
        }
    }

    /// A slot.
    ///
    /// @param first the policy that answers from the first tick on, number 0
    public PolicySlot(Policy first) {
        current = new Entry(0, first);
    }

    /// Lets a policy wait; one that waits already is given up.
    ///
    /// @param number above that of every policy before, at most [#MOST]
    /// @param next opened, and not to be closed before another one answers
    /// @return whether one was given up: it has not answered and never will
    public boolean offer(int number, Policy next) {
        if (number <= answering || number > MOST) {
            throw new IllegalArgumentException(
                    "number of a policy must be above " + answering + " and at most " + MOST + ", was " + number);
        }
        return waiting.getAndSet(new Entry(number, next)) != null;
    }

    /// Asks for the policy that waits to be swapped in at the next tick.
    ///
    /// @return whether one waits
    public boolean swapNow() {
        Entry next = waiting.get();
        if (next == null) {
            return false;
        }
        next.atOnce = true;
        return true;
    }

    /// {@return the number of the policy that answers; those below it are not asked any more}
    public int answering() {
        return answering;
    }

    @Override
    public int begin(boolean driving) {
        Entry next = waiting.get();
        if (next != null && (!driving || next.atOnce) && waiting.compareAndSet(next, null)) {
            current = next;
            answering = next.number;
        }
        return current.number;
    }

    @Override
    public boolean act(float[] observation, float[] action) {
        return current.policy.act(observation, action);
    }

    @Override
    public boolean explored() {
        return current.policy.explored();
    }
}
