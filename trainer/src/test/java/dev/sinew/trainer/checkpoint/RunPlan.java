package dev.sinew.trainer.checkpoint;

import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.loop.LineLearner;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.OffPolicyLearner;
import dev.sinew.trainer.loop.PointWorlds;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A small training: the point with the line learner, or a task of the catalog with soft actor-critic. The replay of
/// 500 wraps; the losses appear after the warm-up of 900 steps, so the table of figures gets columns later.
///
/// @param task `point` or a name of the catalog
/// @param steps in all
/// @param evaluation interval, steps
/// @param checkpoint interval, steps
/// @param micros time that each step takes at least, µs, so that a test can end the process in the middle
record RunPlan(String task, long steps, long evaluation, long checkpoint, long micros) {
    static final RunPlan POINT = new RunPlan("point", 2400, 200, 120, 0);

    private static final int WORLDS = 3;
    static final ReplayRhythm RHYTHM = new ReplayRhythm(900, 2);

    private static final int REPLAY = 500;
    private static final long SEED = 11;

    RunPlan slowed(long perStep) {
        return new RunPlan(task, steps, evaluation, checkpoint, perStep);
    }

    RunPlan of(long other, long interval) {
        return new RunPlan(task, other, evaluation, interval, micros);
    }

    List<String> arguments() {
        return List.of(
                task,
                Long.toString(steps),
                Long.toString(evaluation),
                Long.toString(checkpoint),
                Long.toString(micros));
    }

    static RunPlan parse(List<String> arguments) {
        return new RunPlan(
                arguments.get(0),
                Long.parseLong(arguments.get(1)),
                Long.parseLong(arguments.get(2)),
                Long.parseLong(arguments.get(3)),
                Long.parseLong(arguments.get(4)));
    }

    Identity identity() {
        return new Identity(Map.of("task", task, "replay", Integer.toString(REPLAY)));
    }

    LoopSettings settings() {
        return new LoopSettings(steps, new LoopIntervals(50, evaluation, checkpoint), OptionalDouble.empty(), SEED);
    }

    VectorEnvironment worlds() {
        return environment(WORLDS);
    }

    VectorEnvironment heldOutWorlds() {
        return environment(2);
    }

    OffPolicyLearner learner(VectorEnvironment worlds) {
        if (task.equals("point")) {
            return new LineLearner(REPLAY);
        }
        SacSettings defaults = SacSettings.defaults();
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(32, 32), Activation.RELU, true),
                new ReplaySettings(REPLAY, 64),
                defaults.temperature(),
                defaults.offPolicy().adam(),
                defaults.offPolicy().discount(),
                defaults.offPolicy().targetRate());
        return new SacLearner(settings, worlds.observationSize(), worlds.actionSize(), SEED, 1);
    }

    private VectorEnvironment environment(int worlds) {
        return task.equals("point")
                ? new PointWorlds(worlds)
                : TaskCatalog.standard(System.err::println).open(task, worlds, 1);
    }
}
