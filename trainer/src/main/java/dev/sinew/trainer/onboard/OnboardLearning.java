package dev.sinew.trainer.onboard;

import dev.sinew.config.task.RobotTask;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.runtime.session.Learning;
import dev.sinew.trainer.hardware.EpisodeRecord;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedLearner;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import dev.sinew.trainer.hardware.WarmUp;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.remote.SignedBundles;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Learns from a run in the process of the run: one thread that gives way to every other takes what the journal holds,
/// learns when there is time, and hands each policy over as a signed bundle, which is checked, recorded and swapped in
/// as one from a broker is. Steps wait in the journal's ring while it computes; those that it overtakes are counted.
public final class OnboardLearning implements Learning {
    private final Subject subject;
    private final Progress progress;
    private final boolean resumed;
    private final long steps;
    private final OnboardListener listener;
    private Optional<OnboardLearner> learner = Optional.empty();

    /// What is learned.
    ///
    /// @param task of the robot
    /// @param tuning how is learned
    /// @param learner whose policy the robot plays; stays the caller's to close
    /// @param bundles packs its policies
    /// @param store where it is kept; stays the caller's to close
    public record Subject(
            RobotTask task,
            FineTuningSettings tuning,
            TunedLearner learner,
            SignedBundles bundles,
            OnboardStore store) {}

    /// How far it is.
    ///
    /// @param tuning the learning
    /// @param episodes that were played
    /// @param first the bundle that the run begins with: the newest policy
    record Progress(FineTuning tuning, EpisodeRecord episodes, SignedBundles.Packed first) {}

    /// A learning that has not begun, or goes on where the one in the store was.
    ///
    /// @param subject what is learned
    /// @param steps of the robot after which it is over, once the episode has ended
    /// @param listener told of what goes on, on the learner's thread
    /// @param episodes told of each episode: here of those that were kept, later on the learner's thread
    /// @throws IOException when the store holds another learning, or a damaged one
    public OnboardLearning(Subject subject, long steps, OnboardListener listener, Consumer<Episode> episodes)
            throws IOException {
        this.subject = subject;
        this.steps = steps;
        this.listener = listener;
        FineTuning tuning = new FineTuning(
                subject.tuning(), MeasuredReward.terms(subject.task()), subject.learner(), System::nanoTime);
        EpisodeRecord record = new EpisodeRecord(episodes);
        resumed = subject.store().restore(tuning, record);
        tuning.push(); // the run begins with it
        progress = new Progress(tuning, record, subject.bundles().pack(tuning.newest()));
    }

    /// {@return whether it goes on}
    public boolean resumed() {
        return resumed;
    }

    /// Lets the learner compute for some seconds, before the run, and takes that back: see [WarmUp].
    public void warmUp() {
        WarmUp.of(subject.learner());
    }

    /// {@return the bundle that the run must begin with}
    public SignedBundles.Packed first() {
        return progress.first();
    }

    @Override
    public Ongoing begin(Course course) {
        OnboardLearner begun = new OnboardLearner(subject, progress, course, steps, listener);
        learner = Optional.of(begun);
        begun.start();
        return begun;
    }

    private OnboardLearner begun() {
        return learner.orElseThrow(() -> new IllegalStateException("the run must have begun, has not"));
    }

    /// {@return the best policy; before or after the run}
    public ExportedPolicy best() {
        return progress.tuning().best();
    }

    /// {@return how the learning stands; before or after the run}
    public FineTuning.Standing standing() {
        return progress.tuning().standing();
    }

    /// {@return ticks that the learner was too late for; after the run}
    public long lost() {
        return begun().lost();
    }

    /// {@return what ended the learner before its time; after the run}
    public Optional<RuntimeException> failure() {
        return begun().failure();
    }
}
