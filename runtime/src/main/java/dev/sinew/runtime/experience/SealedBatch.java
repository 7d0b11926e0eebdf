package dev.sinew.runtime.experience;

/// A batch that is whole and has no place in the sequence yet.
final class SealedBatch {
    private final byte[] message;
    private final int count;

    /// @param message not copied
    /// @param count transitions in it
    SealedBatch(byte[] message, int count) {
        this.message = message;
        this.count = count;
    }

    byte[] message() {
        return message;
    }

    int count() {
        return count;
    }
}
