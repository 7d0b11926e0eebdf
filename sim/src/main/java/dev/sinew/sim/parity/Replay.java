package dev.sinew.sim.parity;

import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.gymnasium.GymnasiumTask;
import dev.sinew.sim.task.gymnasium.GymnasiumWorlds;
import dev.sinew.sim.task.gymnasium.Norm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One recording, its episodes replayed side by side as the worlds of one batch.
final class Replay {
    private final Recording recording;
    private final GymnasiumWorlds worlds;
    private final int actionSize;
    private final double[] observation;
    private final double[] position;
    private final double[] velocity;
    private final Difference observations = new Difference();
    private final Difference trigonometric = new Difference();
    private final Difference rewards = new Difference();
    private final Difference states = new Difference();
    private final List<Term> terms = new ArrayList<>();
    private int terminations;

    private Replay(Recording recording, int observationSize, int actionSize, GymnasiumWorlds worlds) {
        this.recording = recording;
        this.worlds = worlds;
        this.actionSize = actionSize;
        observation = new double[observationSize];
        position = new double[worlds.positions()];
        velocity = new double[worlds.velocities()];
        for (String key : recording.rewardKeys()) {
            int index = worlds.rewardTerms().indexOf(key);
            if (index < 0) {
                throw new RecordingException(
                        recording.task() + ": reward terms are " + worlds.rewardTerms() + ", recorded is also " + key);
            }
            terms.add(new Term(key, index, recording.info(key), new Difference()));
        }
    }

    /// {@return how far a replay goes from its recording}
    ///
    /// @param recording to replay
    /// @param task recorded
    /// @param simulator physics
    /// @param threads the physics may use
    /// @param norm how the task rounds lengths
    static TaskParity of(Recording recording, GymnasiumTask task, Simulator simulator, int threads, Norm norm) {
        int observationSize = task.description().observationSize();
        int actionSize = task.description().actionSize();
        try (GymnasiumWorlds worlds = task.open(simulator, recording.episodes(), threads)) {
            Replay replay = new Replay(recording, observationSize, actionSize, worlds);
            replay.start();
            replay.run();
            return replay.result(task.description().name(), norm);
        }
    }

    private void start() {
        worlds.place(
                recording.starts("qpos0", position.length).values(),
                recording.starts("qvel0", velocity.length).values());
        NpyArray expected = recording.starts("obs0", observation.length);
        for (int world = 0; world < worlds.worlds(); world++) {
            compareObservation(world, expected, world);
        }
    }

    private void run() {
        NpyArray recorded = recording.rows("actions", actionSize);
        NpyArray expectedObservations = recording.rows("obs", observation.length);
        NpyArray expectedPositions = recording.rows("qpos", position.length);
        NpyArray expectedVelocities = recording.rows("qvel", velocity.length);
        float[] actions = new float[worlds.worlds() * actionSize];
        for (int step = 0; step < recording.steps(); step++) {
            for (int i = 0; i < actions.length; i++) {
                int row = i / actionSize * recording.steps() + step;
                actions[i] = (float) recorded.values()[row * actionSize + i % actionSize];
            }
            worlds.step(actions);
            for (int world = 0; world < worlds.worlds(); world++) {
                int row = world * recording.steps() + step;
                compareObservation(world, expectedObservations, row);
                compareReward(world, row);
                worlds.state(world, position, velocity);
                compareState(position, expectedPositions, row);
                compareState(velocity, expectedVelocities, row);
            }
        }
    }

    private void compareObservation(int world, NpyArray expected, int row) {
        worlds.observe(world, observation);
        for (int i = 0; i < observation.length; i++) {
            double other = expected.values()[row * observation.length + i];
            if (worlds.trigonometric(i)) {
                double ulp = expected.isFloat() ? Math.ulp((float) other) : Math.ulp(other);
                trigonometric.add(observation[i] / ulp, other / ulp);
            } else {
                observations.add(observation[i], other);
            }
        }
    }

    private void compareReward(int world, int row) {
        rewards.add(worlds.reward(world), recording.numbers("rewards").values()[row]);
        for (Term term : terms) {
            term.difference.add(
                    worlds.rewardTerm(world, term.index), term.expected.values()[row]);
        }
        boolean terminated = recording.numbers("terminated").values()[row] != 0;
        if (worlds.terminated(world) != terminated) {
            terminations++;
        }
    }

    private void compareState(double[] state, NpyArray expected, int row) {
        for (int i = 0; i < state.length; i++) {
            states.add(state[i], expected.values()[row * state.length + i]);
        }
    }

    private TaskParity result(String task, Norm norm) {
        Map<String, Double> byKey = new TreeMap<>();
        terms.forEach(term -> byKey.put(term.key, term.difference.largest()));
        int unstable = 0;
        for (int world = 0; world < worlds.worlds(); world++) {
            unstable += worlds.instability(world).isPresent() ? 1 : 0;
        }
        var differences = new TaskParity.Differences(
                observations.largest(), trigonometric.largest(), rewards.largest(), byKey, states.largest());
        return new TaskParity(task, norm, recording.episodes(), recording.steps(), differences, terminations, unstable);
    }

    private record Term(String key, int index, NpyArray expected, Difference difference) {}
}
