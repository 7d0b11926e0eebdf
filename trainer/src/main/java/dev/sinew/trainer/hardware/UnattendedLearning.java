package dev.sinew.trainer.hardware;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.RobotTask;
import dev.sinew.hal.emulator.Plant;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.experience.MeasuredReward;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// An emulated robot and its learner in one thread: between two ticks everything is computed that is owed, so that
/// equal seeds give equal robots, steps and policies, whatever the machine. The budget of updates goes by the
/// robot's ticks, not by the clock.
public final class UnattendedLearning implements EmulatedRobot.Learning {
    private static final int AT_ONCE = 1000;

    private final FineTuning tuning;
    private final EmulatedRobot robot;
    private final Consumer<Episode> episodes;
    private final EpisodeSum played = new EpisodeSum();

    /// An episode that has ended.
    ///
    /// @param policy number of the policy that played it
    /// @param steps that it took
    /// @param reward of all its steps
    /// @param terms what a step came to on average in each term of the reward, in the order of the task
    /// @param waitedTicks of the robot so far in which no policy drove
    /// @param standing how the learning stands
    public record Episode(
            int policy, int steps, double reward, List<Double> terms, long waitedTicks, FineTuning.Standing standing) {
        /// Keeps terms of its own.
        public Episode {
            terms = List.copyOf(terms);
        }

        static Episode of(EpisodeSum played, long waitedTicks, FineTuning.Standing standing) {
            return new Episode(played.policy(), played.steps(), played.reward(), played.means(), waitedTicks, standing);
        }
    }

    /// Sets a robot and its learner up.
    ///
    /// @param files describe the robot
    /// @param task it is at
    /// @param plant its physics; stays the caller's to close
    /// @param learner whose policy it plays; stays the caller's to close
    /// @param settings of the learning
    /// @param wish what is asked of the robot
    /// @param episodes told of each episode
    public UnattendedLearning(
            ConfigFiles files,
            RobotTask task,
            Plant plant,
            TunedLearner learner,
            FineTuningSettings settings,
            EmulatedRobot.Wish wish,
            Consumer<Episode> episodes) {
        this.episodes = episodes;
        LongSupplier ticks = this::nanos;
        tuning = new FineTuning(settings, MeasuredReward.terms(task), learner, ticks);
        robot = new EmulatedRobot(files, task, plant, learner.policy(), wish, this);
    }

    private long nanos() {
        return robot.nanos();
    }

    /// Lets the robot learn until it has taken the steps that were asked for.
    ///
    /// @return the best policy by its episodes without exploration, or the one from simulation
    public ExportedPolicy run() {
        try (robot) {
            robot.run();
        }
        return tuning.best();
    }

    /// {@return the faults for which an operator had to reset the robot}
    public List<Fault> faults() {
        return robot.faults();
    }

    /// {@return why the robot ended early; empty when it did not}
    public Optional<String> gaveUp() {
        return robot.gaveUp();
    }

    @Override
    public void took(RobotStep step) {
        tuning.take(step);
        played.add(step);
        if (step.isLast()) {
            episodes.accept(Episode.of(played, robot.waitedTicks(), tuning.standing()));
            played.begin();
        }
    }

    @Override
    public void between() {
        while (tuning.learn(AT_ONCE) > 0) {
            // until nothing is owed
        }
        tuning.push().ifPresent(robot::swap);
    }
}
