package dev.sinew.runtime.journal;

/// Ends threads that read a journal.
public final class ReaderThreads {
    private ReaderThreads() {}

    /// Waits for threads that were told to end, whatever interrupts the caller meanwhile: what they write must be whole
    /// first. The interrupt is kept for afterwards.
    ///
    /// @param threads told to end
    public static void awaitEnd(Thread... threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
