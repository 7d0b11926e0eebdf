package dev.sinew.trainer.loop;

/// A training that computes NaN or infinities cannot go on; says where they began.
public final class NonFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says what and when.
    ///
    /// @param tensor name of the first tensor that is not finite
    /// @param update in which update it was found, counted from 1
    public NonFiniteException(String tensor, long update) {
        super("%s must be finite, was not in update %d".formatted(tensor, update));
    }
}
