package dev.sinew.runtime.mode;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an operator asked for since the last tick. Any thread asks, the loop takes; neither waits.
///
/// A request is an edge: it counts in one tick and is gone, whether it could be granted or not. So a reset that was
/// asked for before a fault came cannot clear it later. Asking twice before the loop looks is asking once.
public final class OperatorRequests {
    /// To arm.
    public static final int ARM = 1;
    /// To take the robot out of arming or active.
    public static final int DISARM = 2;
    /// To leave a latched fault.
    public static final int RESET = 4;
    /// From this tick on, experience is for learning.
    public static final int LEARN_ON = 8;
    /// From this tick on, it is not.
    public static final int LEARN_OFF = 16;
    /// A mark on this tick.
    public static final int MARK = 32;
    /// To take the robot out of arming or active because its episode's time is up: nobody reaches in.
    public static final int END_EPISODE = 64;
    /// Those that change nothing in the loop: they stand in the tick's record, for whoever reads it.
    public static final int NOTED = LEARN_ON | LEARN_OFF | MARK;

    private static final List<String> WORDS =
            List.of("arm", "disarm", "reset", "learn-on", "learn-off", "mark", "end-episode");

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

    /// Asks to end an episode: as [#disarm], but of nobody.
    public void endEpisode() {
        ask(END_EPISODE);
    }

    /// Asks to leave a latched fault; granted only when its cause is gone.
    public void reset() {
        ask(RESET);
    }

    /// Asks for what a record says was asked for.
    ///
    /// @param request as bits, [#ARM] and the like
    public void ask(int request) {
        pending.getAndUpdate(asked -> asked | request);
    }

    /// {@return the names of requests, with commas between}
    ///
    /// @param requests as bits, [#ARM] and the like
    public static String words(int requests) {
        return IntStream.range(0, WORDS.size())
                .filter(bit -> (requests & 1 << bit) != 0)
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(", "));
    }

    /// {@return what was asked for since the last call, as bits; for the loop}
    int take() {
        return pending.getPlain() == 0 ? 0 : pending.getAndSet(0);
    }
}
