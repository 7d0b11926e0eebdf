package dev.sinew.runtime.health;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.runtime.shadow.Divergence;
import java.util.Optional;
import java.util.function.Supplier;

/// What a run has beside its loop, read for each health message by the thread that makes the message.
///
/// @param shadow how far a second policy would have acted otherwise; empty without one
/// @param experience gives what became of the transitions so far; empty when none leave the process. Of any thread
public record HealthSources(Optional<Divergence> shadow, Supplier<Optional<ExperienceCounters>> experience) {
    /// {@return a run that has nothing but its loop}
    public static HealthSources none() {
        return new HealthSources(Optional.empty(), Optional::empty);
    }
}
