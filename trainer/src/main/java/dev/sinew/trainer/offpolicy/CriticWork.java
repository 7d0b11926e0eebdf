package dev.sinew.trainer.offpolicy;

/// How threads share the critics. What is computed does not depend on it.
interface CriticWork {
    /// Values the next states by the targets.
    void evaluateNext();

    /// Steps every critic whose loss is finite; a loss that is not leaves its critic as it was, for the diagnosis.
    void learn();

    /// As [#learn], and the targets follow.
    void learnAndFollow();

    /// Values the actions wanted.
    ///
    /// @param critics how many of them, from the first
    void evaluateWanted(int critics);

    /// {@return losses before the step, summed over the critics}
    double loss();
}
