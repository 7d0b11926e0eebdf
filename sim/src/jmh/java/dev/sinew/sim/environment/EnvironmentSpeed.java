package dev.sinew.sim.environment;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.mujoco.Stage;
import dev.sinew.sim.mujoco.StateComponent;
import dev.sinew.sim.task.TaskDescription;
import java.util.Arrays;
import java.util.Locale;

/// Environment steps in a second of HalfCheetah-v5, observations and rewards included, beside bare `mjb_step` of the
/// same physics, both with the same random actions and measured alternately in one process.
///
/// No JMH: the physics runs on threads of its own, a step takes milliseconds, and other simulators are to be measured
/// between two runs. Prints one line `name value unit` for each of the two, the median of the rounds.
///
/// Arguments: worlds, threads, environment steps of a round, rounds; defaults 16, 2, 60000, 5.
public final class EnvironmentSpeed {
    private static final int ACTION_SETS = 64;
    private static final int WARM_UP = 200;
    private static final int FRAME_SKIP = 5;

    private final int worlds;
    private final int steps;
    private final float[][] actions;
    private final VectorEnvironment environment;
    private final StepBatch out;
    private final Batch bare;
    private final DoubleField control;

    private EnvironmentSpeed(int worlds, int threads, int steps) {
        this.worlds = worlds;
        this.steps = steps / worlds;
        Simulator simulator = new Simulator((severity, text) -> System.err.println(text));
        TaskCatalog catalog = TaskCatalog.standard(System.err::println);
        environment = catalog.open("HalfCheetah-v5", worlds, threads);
        out = new StepBatch(worlds, environment.observationSize());
        try (Model model = simulator.mujoco().model(simulator.gymnasiumModel("half_cheetah.xml"))) {
            bare = new Batch(model, worlds, threads, BatchMemory.SHARED);
        }
        control = bare.component(StateComponent.CONTROL);
        TaskDescription description = catalog.task("HalfCheetah-v5").description();
        RandomStream random = new RandomStream(0);
        actions = new float[ACTION_SETS][worlds * description.actionSize()];
        for (float[] set : actions) {
            for (int i = 0; i < set.length; i++) {
                set[i] = (float) random.uniform(-1, 1);
            }
        }
    }

    private double environmentSteps(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            environment.step(actions[i % ACTION_SETS], out);
        }
        return rate(count, start);
    }

    private double bareSteps(int count) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            for (int world = 0; world < worlds; world++) {
                control.set(world, actions[i % ACTION_SETS], world * control.size());
            }
            bare.step(FRAME_SKIP, Stage.NONE);
        }
        return rate(count, start);
    }

    private double rate(int count, long start) {
        return (double) count * worlds * 1e9 / (System.nanoTime() - start);
    }

    private void run(int threads, int rounds) {
        environment.reset(0, new float[worlds * environment.observationSize()]);
        environmentSteps(WARM_UP);
        bareSteps(WARM_UP);
        double[] ours = new double[rounds];
        double[] physics = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            physics[i] = bareSteps(steps);
            ours[i] = environmentSteps(steps);
            ratios[i] = ours[i] / physics[i];
        }
        String setting = " threads=" + threads + " n=" + worlds;
        print("sinew.HalfCheetah.env_steps", median(ours), "%.0f", "1/s" + setting);
        print("mjb_step.HalfCheetah.env_steps", median(physics), "%.0f", "1/s" + setting);
        print("sinew.HalfCheetah.of_mjb_step", median(ratios), "%.3f", "1" + setting);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String name, double value, String format, String unit) {
        System.out.println(name + " " + String.format(Locale.ROOT, format, value) + " " + unit);
    }

    /// Measures and prints.
    ///
    /// @param arguments worlds, threads, environment steps of a round, rounds
    public static void main(String[] arguments) {
        int[] given = {16, 2, 60_000, 5};
        for (int i = 0; i < arguments.length; i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        new EnvironmentSpeed(given[0], given[1], given[2]).run(given[1], given[3]);
    }
}
