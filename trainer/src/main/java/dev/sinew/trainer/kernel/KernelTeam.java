package dev.sinew.trainer.kernel;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// One or two threads that work on the parts of the same piece of work. What a part computes does not depend on who
/// computes it, so results are equal bits with one thread and with two.
///
/// Between pieces a thread spins for a few tens of microseconds and then sleeps: the next piece of an update finds it
/// awake, and a machine with no more cores than threads keeps time for the JIT compiler, which spinning threads would
/// starve. One thread at a time may [#run]; nothing is allocated.
public final class KernelTeam implements AutoCloseable {
    /// Work that falls into parts.
    @FunctionalInterface
    public interface Work {
        /// Does one part. Parts may run at the same time and must not depend on each other.
        ///
        /// @param part which, from 0
        /// @param parts how many there are
        void run(int part, int parts);
    }

    private static final long SPIN_NANOS = 40_000;

    private final Optional<Helper> helper;

    /// Starts the second thread, if there is to be one.
    ///
    /// @param threads 1 or 2
    public KernelTeam(int threads) {
        if (threads < 1 || threads > 2) {
            throw new IllegalArgumentException("threads must be 1 or 2, was " + threads);
        }
        helper = threads == 1 ? Optional.empty() : Optional.of(new Helper());
    }

    /// {@return how many threads work}
    public int threads() {
        return helper.isPresent() ? 2 : 1;
    }

    /// Does all parts and returns when they are done; what one part throws is thrown here.
    ///
    /// @param work to do
    public void run(Work work) {
        if (helper.isEmpty()) {
            work.run(0, 1);
            return;
        }
        Helper other = helper.get();
        other.begin(work);
        try {
            work.run(0, 2);
        } finally {
            other.await();
        }
        other.rethrow();
    }

    /// Ends the second thread. Idempotent.
    @Override
    public void close() {
        helper.ifPresent(Helper::close);
    }

    /// The second thread. `started` and `finished` count pieces; they differ while one is under way.
    private static final class Helper implements Runnable {
        private final Thread thread =
                Thread.ofPlatform().daemon().name("kernel-team").unstarted(this);
        private Work work = (part, parts) -> {};
        private Optional<Throwable> failure = Optional.empty();
        private Thread caller = Thread.currentThread();
        private volatile long started;
        private volatile long finished;
        private volatile boolean asleep;
        private volatile boolean callerAsleep;
        private volatile boolean closed;

        Helper() {
            thread.start();
        }

        void begin(Work next) {
            work = next;
            caller = Thread.currentThread();
            started = finished + 1;
            if (asleep) {
                LockSupport.unpark(thread);
            }
        }

        void await() {
            long spinUntil = System.nanoTime() + SPIN_NANOS;
            while (finished != started) {
                if (System.nanoTime() < spinUntil) {
                    Thread.onSpinWait();
                    continue;
                }
                callerAsleep = true;
                if (finished != started) {
                    LockSupport.park(this);
                }
                callerAsleep = false;
            }
        }

        void rethrow() {
            if (failure.isPresent()) {
                Throwable thrown = failure.get();
                failure = Optional.empty();
                throw new IllegalStateException("second part of the work failed: " + thrown.getMessage(), thrown);
            }
        }

        @Override
        public void run() {
            while (awaitWork()) {
                try {
                    work.run(1, 2);
                } catch (RuntimeException | Error e) {
                    failure = Optional.of(e);
                }
                Thread waiting = caller;
                finished = started;
                if (callerAsleep) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        private boolean awaitWork() {
            long spinUntil = System.nanoTime() + SPIN_NANOS;
            while (finished == started && !closed) {
                if (System.nanoTime() < spinUntil) {
                    Thread.onSpinWait();
                    continue;
                }
                asleep = true;
                if (finished == started && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
            return !closed;
        }

        void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }
}
