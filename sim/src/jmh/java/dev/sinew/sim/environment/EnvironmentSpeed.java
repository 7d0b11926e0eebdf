package dev.sinew.sim.environment;

import com.sun.management.OperatingSystemMXBean;
import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Batch;
import dev.sinew.sim.mujoco.BatchMemory;
import dev.sinew.sim.mujoco.DoubleField;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.mujoco.Stage;
import dev.sinew.sim.mujoco.StateComponent;
import dev.sinew.sim.task.TaskDescription;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/// Environment steps in a second of HalfCheetah-v5, observations and rewards included, beside bare `mjb_step` of the
/// same physics with the same random actions. Both are measured in one process in short turns, so that whatever else
/// the machine does meets both.
///
/// No JMH: the physics runs on threads of its own, a step takes milliseconds, and other simulators are to be measured
/// between two runs. Prints lines `name value unit`, medians of the rounds; CPU time is that of all threads.
///
/// Arguments: worlds, threads, environment steps of a round, rounds; defaults 16, 2, 60000, 5.
public final class EnvironmentSpeed {
    private static final int ACTION_SETS = 64;
    private static final int WARM_UP = 200_000;
    private static final int TURN = 64;
    private static final int FRAME_SKIP = 5;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int worlds;
    private final int turns;
    private final float[][] actions;
    private final VectorEnvironment environment;
    private final StepBatch out;
    private final Batch bare;
    private final DoubleField control;

    private EnvironmentSpeed(int worlds, int threads, int steps) {
        this.worlds = worlds;
        turns = Math.max(1, steps / worlds / TURN);
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

    private void environmentSteps(int count) {
        for (int i = 0; i < count; i++) {
            environment.step(actions[i % ACTION_SETS], out);
        }
    }

    private void bareSteps(int count) {
        for (int i = 0; i < count; i++) {
            for (int world = 0; world < worlds; world++) {
                control.set(world, actions[i % ACTION_SETS], world * control.size());
            }
            bare.step(FRAME_SKIP, Stage.NONE);
        }
    }

    private void run(int threads, int rounds) {
        environment.reset(0, new float[worlds * environment.observationSize()]);
        environmentSteps(WARM_UP / worlds);
        bareSteps(WARM_UP / worlds);
        Meter ours = new Meter(rounds);
        Meter physics = new Meter(rounds);
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < turns; turn++) {
                physics.measure(round, () -> bareSteps(TURN));
                ours.measure(round, () -> environmentSteps(TURN));
            }
        }
        String setting = " threads=" + threads + " n=" + worlds;
        double steps = (double) turns * TURN * worlds;
        print("sinew.HalfCheetah.env_steps", steps / median(ours.seconds), "%.0f", "1/s" + setting);
        print("mjb_step.HalfCheetah.env_steps", steps / median(physics.seconds), "%.0f", "1/s" + setting);
        print("sinew.HalfCheetah.of_mjb_step", median(physics.seconds) / median(ours.seconds), "%.3f", "1" + setting);
        print("sinew.HalfCheetah.cpu", median(ours.cpu) / steps * 1e6, "%.2f", "us" + setting);
        print("mjb_step.HalfCheetah.cpu", median(physics.cpu) / steps * 1e6, "%.2f", "us" + setting);
    }

    /// Wall and CPU time of the rounds, s.
    private final class Meter {
        private final double[] seconds;
        private final double[] cpu;

        Meter(int rounds) {
            seconds = new double[rounds];
            cpu = new double[rounds];
        }

        void measure(int round, Runnable turn) {
            long start = System.nanoTime();
            long used = system.getProcessCpuTime();
            turn.run();
            cpu[round] += (system.getProcessCpuTime() - used) * 1e-9;
            seconds[round] += (System.nanoTime() - start) * 1e-9;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
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
