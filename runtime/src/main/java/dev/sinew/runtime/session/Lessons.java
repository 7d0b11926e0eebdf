package dev.sinew.runtime.session;

import dev.sinew.config.experience.ExperienceCounters;
import java.io.IOException;
import java.util.Optional;

/// The learning of one run, or none. Once it has begun, nothing that it throws ends the run.
final class Lessons implements AutoCloseable {
    private final SessionProgress progress;
    private volatile Optional<Learning.Ongoing> ongoing = Optional.empty();

    /// None yet.
    ///
    /// @param progress told when it does not end as it should
    Lessons(SessionProgress progress) {
        this.progress = progress;
    }

    /// Begins to learn.
    ///
    /// @param learning to begin; empty for none
    /// @param course to learn from
    /// @throws IOException when it cannot begin
    void begin(Optional<Learning> learning, Learning.Course course) throws IOException {
        if (learning.isPresent()) {
            ongoing = Optional.of(learning.get().begin(course));
        }
    }

    /// {@return what became of its transitions so far; empty before it begins and when none leave the process. Of any
    /// thread}
    Optional<ExperienceCounters> counters() {
        return ongoing.flatMap(Learning.Ongoing::counters);
    }

    @Override
    public void close() {
        if (ongoing.isEmpty()) {
            return;
        }
        try {
            ongoing.get().close();
        } catch (IOException | RuntimeException failed) {
            progress.warning("learning: " + failed.getMessage());
        }
    }
}
