package dev.sinew.runtime.session;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.task.RobotTask;
import dev.sinew.runtime.experience.ExperienceSettings;
import dev.sinew.runtime.experience.ExperienceSource;
import dev.sinew.runtime.experience.ExperienceStream;
import dev.sinew.runtime.experience.MeasuredReward;
import java.io.IOException;
import java.util.Optional;

/// A learner elsewhere, to which a run's transitions go over a broker. Its policies come back the way of all policies.
public final class StreamedLearning implements Learning {
    private final RobotTask task;
    private final ExperienceStream.Destination destination;

    /// A stream that has not begun.
    ///
    /// @param task that the robot is at: it values what the robot does
    /// @param destination spool and broker
    public StreamedLearning(RobotTask task, ExperienceStream.Destination destination) {
        this.task = task;
        this.destination = destination;
    }

    @Override
    public Ongoing begin(Course course) throws IOException {
        ExperienceShape shape = ExperienceShape.of(course.contract(), MeasuredReward.terms(task));
        ExperienceSource source =
                new ExperienceSource(shape, course.contract(), new MeasuredReward(task), course.policies());
        return new Streaming(ExperienceStream.start(course.journal(), source, destination, ExperienceSettings.usual()));
    }

    /// A stream that runs.
    private record Streaming(ExperienceStream stream) implements Ongoing {
        @Override
        public Optional<ExperienceCounters> counters() {
            return Optional.of(stream.counters());
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
