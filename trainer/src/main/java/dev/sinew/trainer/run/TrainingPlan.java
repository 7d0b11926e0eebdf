package dev.sinew.trainer.run;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a training does: the content of the file that its [Preset] names, with the task and seed that were asked for.
///
/// @param task name of the task
/// @param algorithm name of the algorithm
/// @param seed of everything random
/// @param threads 1 or 2; results do not depend on it
/// @param worlds N
/// @param loop how long and in which rhythm
/// @param evaluation how it is evaluated
/// @param method how it learns
public record TrainingPlan(
        String task,
        String algorithm,
        long seed,
        int threads,
        int worlds,
        LoopSettings loop,
        EvaluationPlan evaluation,
        Method method) {
    private static final int MOST_WORLDS = 4096;
    private static final String SAC = "sac";

    /// Refuses a number of worlds that is none, or that the method does not go with.
    public TrainingPlan {
        if (worlds < 1 || worlds > MOST_WORLDS) {
            throw new IllegalArgumentException("worlds must be 1 to %d, was %d".formatted(MOST_WORLDS, worlds));
        }
        method.requireWorlds(worlds);
    }

    /// How a training is evaluated.
    ///
    /// @param episodes at each evaluation
    /// @param worlds that play them side by side
    public record EvaluationPlan(int episodes, int worlds) {}

    /// {@return a plan from the files, with an algorithm's usual settings for a task}
    ///
    /// @param files hold the settings
    /// @param algorithm such as `sac`
    /// @param task name of the task
    /// @param seed of everything random
    /// @param threads 1 or 2
    public static TrainingPlan read(ConfigFiles files, String algorithm, String task, long seed, int threads) {
        return read(files, new Preset(algorithm, task, Optional.empty()), seed, threads);
    }

    /// {@return a plan from the files}
    ///
    /// @param files hold the settings
    /// @param preset which settings
    /// @param seed of everything random
    /// @param threads 1 or 2
    public static TrainingPlan read(ConfigFiles files, Preset preset, long seed, int threads) {
        Algorithm known = Algorithms.named(preset.algorithm());
        return files.yaml(preset.file(files), section -> read(section, known, preset.task(), seed, threads));
    }

    /// {@return how soft actor–critic learns in a training, for whoever goes on from it in another way}
    ///
    /// @param files hold the settings
    /// @param preset which settings
    /// @throws IllegalArgumentException when it is not a training with `sac`
    public static SacSettings sacSettings(ConfigFiles files, Preset preset) {
        if (!preset.algorithm().equals(SAC)) {
            throw new IllegalArgumentException(
                    "what goes on learning on a robot must be a training with sac, was one with " + preset.algorithm());
        }
        Algorithm known = Algorithms.named(SAC);
        return files.yaml(preset.file(files), section -> {
            read(section, known, preset.task(), 0, 1);
            return SacSettings.read(section.section("learner"));
        });
    }

    private static TrainingPlan read(Section section, Algorithm algorithm, String task, long seed, int threads) {
        Section evaluation = section.section("evaluation");
        LoopIntervals intervals = new LoopIntervals(
                section.whole("metrics_interval", 0, Long.MAX_VALUE),
                evaluation.whole("interval", 0, Long.MAX_VALUE),
                section.whole("checkpoint_interval", 0, Long.MAX_VALUE));
        OptionalDouble target = section.has("target_return")
                ? OptionalDouble.of(section.number("target_return", Range.any()))
                : OptionalDouble.empty();
        LoopSettings loop = section.made(
                () -> new LoopSettings(section.whole("steps", 1, Long.MAX_VALUE), intervals, target, seed));
        int worlds = section.integer("worlds", 1, MOST_WORLDS);
        EvaluationPlan episodes = new EvaluationPlan(
                evaluation.integer("episodes", 1, 10_000), evaluation.integer("worlds", 1, MOST_WORLDS));
        Method method = algorithm.reader().read(section);
        return section.made(
                () -> new TrainingPlan(task, algorithm.name(), seed, threads, worlds, loop, episodes, method));
    }

    /// {@return this plan with another length}
    ///
    /// @param steps environment steps over all worlds
    public TrainingPlan withSteps(long steps) {
        return new TrainingPlan(task, algorithm, seed, threads, worlds, loop.withSteps(steps), evaluation, method);
    }

    /// {@return this plan with another number of worlds; updates per step stay}
    ///
    /// @param count N, at least 1
    public TrainingPlan withWorlds(int count) {
        return new TrainingPlan(task, algorithm, seed, threads, count, loop, evaluation, method);
    }

    /// {@return whether nothing is left to do}
    ///
    /// @param steps environment steps done, evaluated at their end
    /// @param best largest mean return of the evaluations; empty when there was none
    public boolean done(long steps, OptionalDouble best) {
        boolean reached = best.isPresent()
                && loop.targetReturn().isPresent()
                && best.getAsDouble() >= loop.targetReturn().getAsDouble();
        return reached || steps >= loop.steps();
    }

    /// {@return everything that decides what is learned, by name: a resumed training must have the same}
    public Map<String, String> identity() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("task", task);
        entries.put("algorithm", algorithm);
        entries.put("seed", "" + seed);
        entries.put("worlds", "" + worlds);
        entries.put("settings", method.settings());
        return entries;
    }
}
