package dev.sinew.runtime.session;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.linux.LinuxClock;

/// What a session goes by: its clock, and the threads that sleep by it beside the loop.
interface SessionTime {
    /// {@return the clock of all threads of the session}
    MonotonicClock clock();

    /// Starts a thread that sleeps by the clock and by nothing else.
    ///
    /// @param name of the thread
    /// @param work its work
    /// @return the thread, a daemon
    Thread start(String name, Runnable work);

    /// Waits for a started thread to end, 2 s at most.
    ///
    /// @param thread from [#start]
    void join(Thread thread);

    /// The machine's own time.
    final class Real implements SessionTime {
        private static final long JOIN_MILLIS = 2000;

        private final MonotonicClock clock = new LinuxClock();

        @Override
        public MonotonicClock clock() {
            return clock;
        }

        @Override
        public Thread start(String name, Runnable work) {
            return Thread.ofPlatform().daemon().name(name).start(work);
        }

        @Override
        public void join(Thread thread) {
            try {
                thread.join(JOIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
