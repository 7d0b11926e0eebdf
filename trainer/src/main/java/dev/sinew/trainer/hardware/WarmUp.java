package dev.sinew.trainer.hardware;

/// Lets a learner compute before its robot moves. Kernels that HotSpot has not compiled yet put every vector on the
/// heap, hundreds of megabytes in the first seconds, and a collection of them stops all threads, the control loop's
/// as well.
public final class WarmUp {
    private static final int UPDATES = 2000; // some seconds

    private WarmUp() {}

    /// Updates from simulated steps, all of which are taken back: the learner is afterwards to the bit what it was.
    ///
    /// @param learner that nobody else uses meanwhile
    public static void of(TunedLearner learner) {
        Snapshot before = Snapshot.of(learner);
        learner.share(0);
        learner.update(UPDATES);
        learner.criticLoss(); // the means of its figures begin anew
        before.restoreTo(learner);
    }
}
