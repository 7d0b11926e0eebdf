package dev.sinew.runtime.session;

import dev.sinew.runtime.experience.ExperienceCounters;
import java.io.IOException;
import java.util.Optional;

/// The learning of one run, or none. Once it has begun, nothing that it throws ends the run.
final class Lessons implements AutoCloseable {
    private final Optional<Learning.Ongoing> ongoing;
    private final SessionProgress progress;
    private Optional<ExperienceCounters> counters = Optional.empty();

    private Lessons(Optional<Learning.Ongoing> ongoing, SessionProgress progress) {
        this.ongoing = ongoing;
        this.progress = progress;
    }

    /// {@return the learning, begun}
    ///
    /// @param learning to begin; empty for none
    /// @param course to learn from
    /// @param progress told when it does not end as it should
    /// @throws IOException when it cannot begin
    static Lessons begin(Optional<Learning> learning, Learning.Course course, SessionProgress progress)
            throws IOException {
        return new Lessons(
                learning.isPresent() ? Optional.of(learning.get().begin(course)) : Optional.empty(), progress);
    }

    /// {@return no learning}
    static Lessons none() {
        return new Lessons(Optional.empty(), SessionProgress.none());
    }

    /// {@return what became of its transitions; once it is closed}
    Optional<ExperienceCounters> counters() {
        return counters;
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
        counters = ongoing.get().counters();
    }
}
