package dev.sinew.sim.environment;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.Task;
import dev.sinew.sim.task.TaskDescription;
import dev.sinew.sim.task.TaskWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.Optional;

/// A task that counts: world w shows `100·episode + step`, pays the step's number and ends at step 2 + w. An action
/// that is no number makes it unstable.
record CountingTask(int timeLimit) implements Task {
    @Override
    public TaskDescription description() {
        return new TaskDescription("Counting", "counts", 1, TaskDescription.ActionRange.symmetric(1, 1), timeLimit);
    }

    @Override
    public TaskWorlds open(Simulator simulator, int worlds, int threads) {
        return new Worlds(worlds);
    }

    private static final class Worlds implements TaskWorlds {
        private final int[] episodes;
        private final int[] steps;
        private final boolean[] bad;

        Worlds(int worlds) {
            episodes = new int[worlds];
            steps = new int[worlds];
            bad = new boolean[worlds];
        }

        @Override
        public int worlds() {
            return steps.length;
        }

        @Override
        public void start(int[] selected, int count, RandomStream[] streams) {
            for (int i = 0; i < count; i++) {
                episodes[selected[i]]++;
                steps[selected[i]] = 0;
                bad[selected[i]] = false;
            }
        }

        @Override
        public void step(float[] actions) {
            for (int world = 0; world < steps.length; world++) {
                steps[world]++;
                bad[world] = Float.isNaN(actions[world]);
            }
        }

        @Override
        public void observe(int world, float[] out, int offset) {
            out[offset] = 100 * episodes[world] + steps[world];
        }

        @Override
        public double reward(int world) {
            return steps[world];
        }

        @Override
        public boolean terminated(int world) {
            return steps[world] >= 2 + world;
        }

        @Override
        public Optional<String> instability(int world) {
            return bad[world] ? Optional.of("bad action") : Optional.empty();
        }

        @Override
        public List<String> rewardTerms() {
            return List.of("count");
        }

        @Override
        public double rewardTerm(int world, int term) {
            return steps[world];
        }

        @Override
        public void save(DataOutput out) {
            // the tests that save do not look inside
        }

        @Override
        public void restore(DataInput in) {
            // the tests that save do not look inside
        }

        @Override
        public void close() {
            // nothing to free
        }
    }
}
