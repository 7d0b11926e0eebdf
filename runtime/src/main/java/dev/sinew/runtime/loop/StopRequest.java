package dev.sinew.runtime.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Asks a running loop to stop the robot and end. Any thread.
///
/// `SIGTERM` and Ctrl-C go through [#onShutdown]: the process does not end before the robot has stopped in its stop
/// category and the host has closed its files, or a limit has passed.
public final class StopRequest {
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final CountDownLatch finished = new CountDownLatch(1);

    /// Nothing asked for.
    public StopRequest() {}

    /// Asks to stop. The first reason stays.
    ///
    /// @param why in words, not empty
    public void request(String why) {
        if (why.isEmpty()) {
            throw new IllegalArgumentException("a request to stop must have a reason, was empty");
        }
        reason.compareAndSet("", why);
    }

    /// {@return whether the loop is to stop}
    public boolean requested() {
        return !reason.get().isEmpty();
    }

    /// {@return why, once asked for}
    public Optional<String> reason() {
        return Optional.of(reason.get()).filter(why -> !why.isEmpty());
    }

    /// Says that the robot has stopped and everything is closed: the process may end.
    public void finish() {
        finished.countDown();
    }

    /// Stops the robot when the process is asked to end.
    ///
    /// @param limit how long the process waits for [#finish]
    /// @return to be closed once there is nothing left to stop
    public ShutdownGuard onShutdown(Duration limit) {
        Thread hook = new Thread(() -> stopAndWait(limit), "stop on shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ShutdownGuard(hook);
    }

    /// Asks to stop and waits for [#finish].
    ///
    /// @param limit of the wait
    /// @return whether it was finished in time
    boolean stopAndWait(Duration limit) {
        request("process asked to end");
        try {
            return finished.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Keeps the process from ending before the robot has stopped, until closed.
    public static final class ShutdownGuard implements AutoCloseable {
        private final Thread hook;

        private ShutdownGuard(Thread hook) {
            this.hook = hook;
        }

        /// Lets the process end without a word.
        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending already, and the hook with it
            }
        }
    }
}
