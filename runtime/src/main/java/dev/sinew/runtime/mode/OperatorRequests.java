package dev.sinew.runtime.mode;

import java.util.concurrent.atomic.AtomicInteger;

/// What an operator asked for since the last tick. Any thread asks, the loop takes; neither waits.
///
/// A request is an edge: it counts in one tick and is gone, whether it could be granted or not. So a reset that was
/// asked for before a fault came cannot clear it later. Asking twice before the loop looks is asking once.
public final class OperatorRequests {
    static final int ARM = 1;
    static final int DISARM = 2;
    static final int RESET = 4;

    private final AtomicInteger pending = new AtomicInteger();

    /// Nothing asked for.
    public OperatorRequests() {}

    /// Asks to arm: from inactive, the robot becomes active once its arming rule has held.
    public void arm() {
        ask(ARM);
    }

    /// Asks to take the robot out of arming or active, without a fault. Wins over [#arm] in the same tick.
    public void disarm() {
        ask(DISARM);
    }

    /// Asks to leave a latched fault; granted only when its cause is gone.
    public void reset() {
        ask(RESET);
    }

    /// Asks for what a record says was asked for.
    ///
    /// @param request as bits: 1 arm, 2 disarm, 4 reset
    public void ask(int request) {
        pending.getAndUpdate(asked -> asked | request);
    }

    /// {@return what was asked for since the last call, as bits; for the loop}
    int take() {
        return pending.getPlain() == 0 ? 0 : pending.getAndSet(0);
    }
}
