package dev.sinew.trainer.remote;

/// The robot takes no policy of this learner.
public final class PolicyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A refusal.
    ///
    /// @param message what must be and what was, one line
    public PolicyRefusedException(String message) {
        super(message);
    }
}
