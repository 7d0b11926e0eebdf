package dev.sinew.trainer.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and `SIGTERM` into a request and keeps the process alive until the work is put away. Close it when
/// the last file is written.
public final class GracefulStop implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /// Listens from now on.
    ///
    /// @param request what to do on a signal, for one [OffPolicyLoop#requestStop]; called on another thread
    /// @param patience how long the process waits for [#close] before it ends all the same
    public GracefulStop(Runnable request, Duration patience) {
        hook = new Thread(
                () -> {
                    request.run();
                    try {
                        boolean unused = done.await(patience.toNanos(), TimeUnit.NANOSECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "graceful-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Lets the process end.
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, which is what the hook waits for
        }
    }
}
