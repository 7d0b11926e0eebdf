package dev.sinew.sim.task.gymnasium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Model;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.TaskDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GymnasiumTasksTest {
    private final Simulator simulator = new Simulator((severity, text) -> {});

    static List<GymnasiumTask> all() {
        return GymnasiumTasks.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepFillsTheWholeObservationAndItsTermsAddUp(GymnasiumTask task) {
        TaskDescription description = task.description();
        try (GymnasiumWorlds worlds = task.open(simulator, 3, 2)) {
            worlds.start(new int[] {0, 1, 2}, 3, streams(7, 3));
            float[] actions = new float[3 * description.actionSize()];
            Arrays.fill(actions, 0.3f);
            worlds.step(actions);

            float[] observation = new float[description.observationSize() + 1];
            observation[description.observationSize()] = 42;
            worlds.observe(1, observation, 0);
            assertEquals(42, observation[description.observationSize()]);
            double sum = 0;
            for (int term = 0; term < worlds.rewardTerms().size(); term++) {
                sum += worlds.rewardTerm(1, term);
            }
            if (!worlds.rewardTerms().isEmpty()) {
                // the sum's own order differs, so its last bits may
                assertEquals(worlds.reward(1), sum, 1e-12 * Math.max(1, Math.abs(sum)));
            }
            assertEquals(Optional.empty(), worlds.instability(1));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void actionRangesAreThoseOfTheModel(GymnasiumTask task) {
        if (task instanceof MujocoTask mujoco) {
            try (Model model = simulator
                    .mujoco()
                    .model(simulator.gymnasiumModel(mujoco.physics().model()))) {
                double[] ranges = model.doubles("actuator_ctrlrange");
                List<Float> found = new ArrayList<>();
                task.description().actions().forEach(range -> found.addAll(List.of(range.low(), range.high())));
                List<Float> expected =
                        Arrays.stream(ranges).mapToObj(bound -> (float) bound).toList();
                assertEquals(expected, found);
            }
        }
    }

    @Test
    void aStartIsDrawnFromTheStreamOfItsWorldAlone() {
        GymnasiumTask task = GymnasiumTasks.hopper();
        try (GymnasiumWorlds both = task.open(simulator, 2, 1);
                GymnasiumWorlds one = task.open(simulator, 2, 1)) {
            both.start(new int[] {0, 1}, 2, streams(3, 2));
            one.start(new int[] {1}, 1, streams(3, 2));

            assertArrayEquals(state(both, 1), state(one, 1));
            assertNotEquals(state(both, 0)[0], state(both, 1)[0]);
        }
    }

    @Test
    void noiseOfAStartIsDistributedAsInGymnasium() {
        // Hopper: positions around (0, 1.25, 0, 0, 0, 0) and velocities around 0, uniform within ±0.005
        double[] least = new double[12];
        double[] most = new double[12];
        Arrays.fill(least, 9);
        Arrays.fill(most, -9);
        int[] selected = new int[200];
        Arrays.setAll(selected, world -> world);
        try (GymnasiumWorlds worlds = GymnasiumTasks.hopper().open(simulator, 200, 1)) {
            worlds.start(selected, 200, streams(5, 200));
            for (int world : selected) {
                double[] state = state(worlds, world);
                state[1] -= 1.25;
                for (int i = 0; i < state.length; i++) {
                    least[i] = Math.min(least[i], state[i]);
                    most[i] = Math.max(most[i], state[i]);
                }
            }
        }

        for (int i = 0; i < 12; i++) {
            // 200 draws: the extremes miss the bounds by 5 % with a probability of 0.9⁻ⁿ < 1e-4 each
            assertTrue(least[i] >= -0.005 && least[i] < -0.0045, "least of " + i + " is " + least[i]);
            assertTrue(most[i] <= 0.005 && most[i] > 0.0045, "most of " + i + " is " + most[i]);
        }
    }

    @Test
    void goalsAreWithinReachAndObjectsAreClearOfTheGoal() {
        double[] q = new double[11];
        double[] v = new double[11];
        RandomStream random = new RandomStream(9);
        for (int i = 0; i < 500; i++) {
            Arrays.fill(q, 0);
            new Start.Push().draw(random, q, v);
            assertTrue(Math.hypot(q[7], q[8]) > 0.17 && q[7] <= 0 && Math.abs(q[8]) <= 0.2);
            assertEquals(0, v[7]);
            double[] arm = new double[4];
            new Start.Reach().draw(random, arm, new double[4]);
            assertTrue(Math.hypot(arm[2], arm[3]) < 0.2);
        }
    }

    @Test
    void actionsBeyondTheRangeCostWhatTheyAreButMoveNoMore() {
        try (GymnasiumWorlds worlds = GymnasiumTasks.halfCheetah().open(simulator, 2, 1)) {
            double[] q = new double[18];
            worlds.place(q, new double[18]);
            float[] actions = new float[12];
            Arrays.fill(actions, 0, 6, 1);
            Arrays.fill(actions, 6, 12, 2);
            worlds.step(actions);

            assertArrayEquals(state(worlds, 0), state(worlds, 1));
            assertEquals(-0.1f * 6, worlds.rewardTerm(0, 1), 1e-6);
            assertEquals(-0.1f * 24, worlds.rewardTerm(1, 1), 1e-6);
        }
    }

    @Test
    void anActionThatIsNoNumberMakesOnlyItsWorldUnstable() {
        try (GymnasiumWorlds worlds = GymnasiumTasks.halfCheetah().open(simulator, 2, 2)) {
            worlds.start(new int[] {0, 1}, 2, streams(1, 2));
            float[] actions = new float[12];
            actions[6] = Float.NaN;
            worlds.step(actions);

            assertEquals(Optional.empty(), worlds.instability(0));
            assertTrue(worlds.instability(1).orElse("").contains("control"));
            worlds.start(new int[] {1}, 1, streams(1, 2));
            assertEquals(Optional.empty(), worlds.instability(1));
        }
    }

    @Test
    void namesAreGymnasiumsOwn() {
        assertEquals(
                List.of(
                        "Ant-v5",
                        "HalfCheetah-v5",
                        "Hopper-v5",
                        "Humanoid-v5",
                        "HumanoidStandup-v5",
                        "InvertedDoublePendulum-v5",
                        "InvertedPendulum-v5",
                        "Pendulum-v1",
                        "Pusher-v5",
                        "Reacher-v5",
                        "Swimmer-v5",
                        "Walker2d-v5"),
                all().stream().map(task -> task.description().name()).toList());
        assertEquals(12, new HashSet<>(all()).size());
    }

    private static RandomStream[] streams(long seed, int count) {
        RandomStream[] streams = new RandomStream[count];
        Arrays.setAll(streams, world -> new RandomStream(seed).split(world));
        return streams;
    }

    /// Positions, then velocities.
    private static double[] state(GymnasiumWorlds worlds, int world) {
        double[] q = new double[worlds.positions()];
        double[] v = new double[worlds.velocities()];
        worlds.state(world, q, v);
        double[] both = Arrays.copyOf(q, q.length + v.length);
        System.arraycopy(v, 0, both, q.length, v.length);
        return both;
    }
}
