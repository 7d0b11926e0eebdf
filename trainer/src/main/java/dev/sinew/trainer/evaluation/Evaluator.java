package dev.sinew.trainer.evaluation;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.VectorEnvironment;
import java.util.ArrayList;
import java.util.List;

/// Plays whole episodes with a policy, always the same ones: each evaluation starts its worlds from the same seed, so
/// two policies meet the same initial states, and an evaluation leaves no trace in the next.
///
/// Each world plays its share of the episodes, fixed beforehand. Taking the first episodes to end in any world would
/// favor short ones.
public final class Evaluator implements AutoCloseable {
    private final VectorEnvironment environment;
    private final int episodes;
    private final long seed;
    private final float[] observations;
    private final float[] actions;
    private final StepBatch batch;
    private final double[] returns;
    private final long[] lengths;
    private final int[] open;

    /// Takes an environment of its own.
    ///
    /// @param environment nobody else steps it; closed with this
    /// @param episodes how many an evaluation plays
    /// @param seed of its worlds; one the training never uses
    public Evaluator(VectorEnvironment environment, int episodes, long seed) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes of an evaluation must be at least 1, was " + episodes);
        }
        this.environment = environment;
        this.episodes = episodes;
        this.seed = seed;
        int worlds = environment.worlds();
        observations = new float[worlds * environment.observationSize()];
        actions = new float[worlds * environment.actionSize()];
        batch = new StepBatch(worlds, environment.observationSize());
        returns = new double[worlds];
        lengths = new long[worlds];
        open = new int[worlds];
    }

    /// {@return the range of the actions of its environment}
    public ActionScale actionScale() {
        return new ActionScale(environment.actionLow(), environment.actionHigh());
    }

    /// Plays the episodes.
    ///
    /// @param actor chooses the actions
    /// @return what came of it; episodes in the order in which they ended
    public Evaluation evaluate(Actor actor) {
        environment.reset(seed, observations);
        for (int w = 0; w < open.length; w++) {
            open[w] = episodes / open.length + (w < episodes % open.length ? 1 : 0);
            returns[w] = 0;
            lengths[w] = 0;
        }
        List<Double> ended = new ArrayList<>(episodes);
        long steps = 0;
        while (ended.size() < episodes) {
            actor.act(observations, environment.worlds(), actions);
            environment.step(actions, batch);
            System.arraycopy(batch.observations(), 0, observations, 0, observations.length);
            steps += count(ended);
        }
        return new Evaluation(ended, (double) steps / episodes);
    }

    /// {@return the steps of the episodes that ended and count}
    private long count(List<Double> ended) {
        long steps = 0;
        for (int w = 0; w < open.length; w++) {
            returns[w] += batch.rewards()[w];
            lengths[w]++;
            if (batch.ended(w)) {
                if (open[w] > 0) {
                    open[w]--;
                    ended.add(returns[w]);
                    steps += lengths[w];
                }
                returns[w] = 0;
                lengths[w] = 0;
            }
        }
        return steps;
    }

    @Override
    public void close() {
        environment.close();
    }
}
