package dev.sinew.trainer.run;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.Learner;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.OnPolicyLearner;
import dev.sinew.trainer.loop.OnPolicyLoop;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.loop.TrainingLoop;
import java.util.function.IntConsumer;

/// An algorithm with its numbers: makes the learner and the loop that drives it.
public sealed interface Method {
    /// {@return everything that decides how it learns, in words: a resumed training must have the same}
    String settings();

    /// Refuses a number of worlds that the settings do not go with.
    ///
    /// @param worlds N
    /// @throws IllegalArgumentException names the setting, what must be and what was
    void requireWorlds(int worlds);

    /// {@return a learner that knows nothing yet}
    ///
    /// @param sizes of the task
    Learner learner(LearnerSizes sizes);

    /// {@return a loop with a learner that knows nothing yet; whoever asked closes the learner}
    ///
    /// @param plan whose method this is
    /// @param environment to learn in
    /// @param evaluator with an environment of its own
    /// @param clock to measure where the time goes
    TrainingLoop loop(TrainingPlan plan, VectorEnvironment environment, Evaluator evaluator, MonotonicClock clock);

    /// What a learner is made for.
    ///
    /// @param observation floats of one observation
    /// @param action floats of one action
    /// @param worlds N of its training
    /// @param seed of everything random
    /// @param threads 1 or 2; results do not depend on it
    record LearnerSizes(int observation, int action, int worlds, long seed, int threads) {
        static LearnerSizes of(TrainingPlan plan, VectorEnvironment environment) {
            return new LearnerSizes(
                    environment.observationSize(),
                    environment.actionSize(),
                    plan.worlds(),
                    plan.seed(),
                    plan.threads());
        }
    }

    /// Makes learners of one kind and settings.
    ///
    /// @param <L> the kind
    @FunctionalInterface
    interface Factory<L extends Learner> {
        /// {@return a learner that knows nothing yet}
        ///
        /// @param sizes of the task
        L make(LearnerSizes sizes);
    }

    /// Replays transitions.
    ///
    /// @param rhythm of acting and updating
    /// @param settings in words
    /// @param factory makes the learner
    record Replaying(ReplayRhythm rhythm, String settings, Factory<OffPolicyLearner> factory) implements Method {
        /// Notes the rhythm down too: it decides what is learned.
        public Replaying {
            settings = "warmup_steps %d, updates_per_step %d, %s"
                    .formatted(rhythm.warmupSteps(), rhythm.updatesPerStep(), settings);
        }

        @Override
        public void requireWorlds(int worlds) {}

        @Override
        public Learner learner(LearnerSizes sizes) {
            return factory.make(sizes);
        }

        @Override
        public TrainingLoop loop(
                TrainingPlan plan, VectorEnvironment environment, Evaluator evaluator, MonotonicClock clock) {
            OffPolicyLearner learner = factory.make(LearnerSizes.of(plan, environment));
            return new OffPolicyLoop(plan.loop(), rhythm, environment, learner, evaluator, clock);
        }
    }

    /// Collects rollouts of its own policy.
    ///
    /// @param settings in words
    /// @param check refuses numbers of worlds
    /// @param factory makes the learner
    record Collecting(String settings, IntConsumer check, Factory<OnPolicyLearner> factory) implements Method {
        @Override
        public void requireWorlds(int worlds) {
            check.accept(worlds);
        }

        @Override
        public Learner learner(LearnerSizes sizes) {
            return factory.make(sizes);
        }

        @Override
        public TrainingLoop loop(
                TrainingPlan plan, VectorEnvironment environment, Evaluator evaluator, MonotonicClock clock) {
            OnPolicyLearner learner = factory.make(LearnerSizes.of(plan, environment));
            return new OnPolicyLoop(plan.loop(), environment, learner, evaluator, clock);
        }
    }
}
