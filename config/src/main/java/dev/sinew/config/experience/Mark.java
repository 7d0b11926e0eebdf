package dev.sinew.config.experience;

/// What is worth knowing about one transition besides its numbers.
public enum Mark {
    /// The task ended in it: nothing follows, so nothing is bootstrapped.
    TERMINATED(1),
    /// The episode ended in it for another reason (disarmed, a device failed): the state after it has a value.
    TRUNCATED(2),
    /// Somebody reached in: what followed is not the policy's doing alone.
    INTERVENTION(4),
    /// The safety gate changed the policy's targets: the executed action is not the policy's.
    CLAMPED(8),
    /// The safety gate held the targets before: the policy's action was not used.
    HELD(16),
    /// More than one period lies between the two observations, since ticks were missed.
    STRETCHED(32),
    /// An operator marked its tick.
    MARKED(64);

    /// All bits that a mark may have.
    static final int ALL = 127;

    private final int bit;

    Mark(int bit) {
        this.bit = bit;
    }

    /// {@return the bit that stands for it}
    int bit() {
        return bit;
    }
}
