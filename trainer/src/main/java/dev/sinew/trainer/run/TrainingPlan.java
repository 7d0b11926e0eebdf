package dev.sinew.trainer.run;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Range;
import dev.sinew.config.document.Section;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What a training does: the content of `training/<algorithm>/<task>.yaml`, or of `default.yaml` beside it where the
/// task has no file of its own, with the task and seed that were asked for.
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
    /// Refuses a number of worlds that the method does not go with.
    public TrainingPlan {
        method.requireWorlds(worlds);
    }

    /// How a training is evaluated.
    ///
    /// @param episodes at each evaluation
    /// @param worlds that play them side by side
    public record EvaluationPlan(int episodes, int worlds) {}

    /// {@return a plan from the files}
    ///
    /// @param files hold the settings
    /// @param algorithm such as `sac`
    /// @param task name of the task
    /// @param seed of everything random
    /// @param threads 1 or 2
    public static TrainingPlan read(ConfigFiles files, String algorithm, String task, long seed, int threads) {
        Algorithm known = Algorithms.named(algorithm);
        return files.yaml(settingsFile(files, algorithm, task), section -> read(section, known, task, seed, threads));
    }

    /// {@return the file that holds a training's settings: the task's own, else the algorithm's default}
    ///
    /// @param files hold the settings
    /// @param algorithm such as `sac`
    /// @param task name of the task
    public static String settingsFile(ConfigFiles files, String algorithm, String task) {
        String own = "training/" + algorithm + "/" + task + ".yaml";
        return files.has(own) ? own : "training/" + algorithm + "/default.yaml";
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
        return new TrainingPlan(
                task,
                algorithm.name(),
                seed,
                threads,
                section.integer("worlds", 1, 4096),
                loop,
                new EvaluationPlan(evaluation.integer("episodes", 1, 10_000), evaluation.integer("worlds", 1, 4096)),
                algorithm.reader().read(section));
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
