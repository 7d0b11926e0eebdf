package dev.sinew.sim.task.gymnasium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.mujoco.Skip;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the tasks let the physics leave out changes no bit, over many episodes of random actions.
class SkippedWorkTest {
    private static final int WORLDS = 4;
    private static final int EPISODES = 3;
    private static final int STEPS = 200;

    static Stream<MujocoTask> tasks() {
        return GymnasiumTasks.all().stream()
                .filter(MujocoTask.class::isInstance)
                .map(MujocoTask.class::cast);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void changesNoBit(MujocoTask task) {
        MujocoTask.Physics physics = task.physics();
        MujocoTask whole = new MujocoTask(
                task.description(),
                new MujocoTask.Physics(physics.model(), physics.frameSkip(), physics.memory(), Set.<Skip>of()),
                task.observation(),
                task.reward(),
                task.conditions(),
                task.start());

        double[][] expected = play(whole);
        double[][] found = play(task);

        for (int step = 0; step < expected.length; step++) {
            assertArrayEquals(expected[step], found[step], 0, task.description().name() + " step " + step);
        }
    }

    /// Rewards and observations of all worlds, by step.
    private static double[][] play(MujocoTask task) {
        int size = task.description().observationSize();
        int actionSize = task.description().actionSize();
        Simulator simulator = new Simulator((severity, text) -> {});
        RandomStream random = new RandomStream(3);
        int[] all = {0, 1, 2, 3};
        double[][] seen = new double[EPISODES * STEPS][];
        try (GymnasiumWorlds worlds = task.open(simulator, WORLDS, 1)) {
            float[] actions = new float[WORLDS * actionSize];
            float[] observation = new float[size];
            for (int step = 0; step < seen.length; step++) {
                if (step % STEPS == 0) {
                    RandomStream[] streams = new RandomStream[WORLDS];
                    Arrays.setAll(streams, world -> new RandomStream(world).split(random.nextInt(1000)));
                    worlds.start(all, WORLDS, streams);
                }
                for (int i = 0; i < actions.length; i++) {
                    double bound =
                            task.description().actions().get(i % actionSize).high();
                    actions[i] = (float) random.uniform(-bound, bound);
                }
                worlds.step(actions);
                seen[step] = new double[WORLDS * (size + 1)];
                for (int world = 0; world < WORLDS; world++) {
                    worlds.observe(world, observation, 0);
                    seen[step][world * (size + 1)] = worlds.reward(world);
                    for (int k = 0; k < size; k++) {
                        seen[step][world * (size + 1) + 1 + k] = observation[k];
                    }
                }
            }
        }
        return seen;
    }
}
