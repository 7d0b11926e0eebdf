package dev.sinew.sim.task.balance;

import dev.sinew.config.task.BalancerTask;
import dev.sinew.sim.world.BalancerWorlds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What a balancing task says of one world: reward and end, from the true motion, which the policy does not see.
public final class BalanceScore {
    /// Names of the terms of the reward.
    static final List<String> TERMS =
            List.of("upright", "tilt", "travel", "velocity", "yaw_rate", "action", "action_change");

    private final BalancerTask.Reward weights;
    private final BalancerTask.Episode episode;
    private final float[] previous;
    private final double[] terms = new double[TERMS.size()];
    private double reward;

    /// A score before the first step.
    ///
    /// @param task weights of the reward and bounds of an episode
    public BalanceScore(BalancerTask task) {
        weights = task.reward();
        episode = task.episode();
        previous = new float[task.contract().actionSize()];
    }

    /// Begins an episode.
    public void start() {
        for (int j = 0; j < previous.length; j++) {
            previous[j] = 0;
        }
    }

    /// Scores one step.
    ///
    /// @param physics after the step
    /// @param world index
    /// @param actions of the step from `offset` on
    /// @param offset first float of the world's action
    public void step(BalancerWorlds physics, int world, float[] actions, int offset) {
        double squares = 0;
        double changes = 0;
        for (int j = 0; j < previous.length; j++) {
            float action = Math.clamp(actions[offset + j], -1, 1);
            squares += (double) action * action;
            changes += (double) (action - previous[j]) * (action - previous[j]);
            previous[j] = action;
        }
        terms[0] = weights.upright();
        terms[1] = -weights.tilt() * square(physics.tilt(world));
        terms[2] = -weights.travel() * (square(physics.travel(world)) + square(physics.drift(world)));
        terms[3] = -weights.velocity() * square(physics.velocity(world));
        terms[4] = -weights.yawRate() * square(physics.yawRate(world));
        terms[5] = -weights.action() * squares / previous.length;
        terms[6] = -weights.actionChange() * changes / previous.length;
        reward = 0;
        for (double term : terms) {
            reward += term;
        }
    }

    private static double square(double value) {
        return value * value;
    }

    /// {@return the reward of the last step}
    public double reward() {
        return reward;
    }

    /// {@return one term of it}
    double term(int index) {
        return terms[index];
    }

    /// {@return whether the robot fell or went too far}
    ///
    /// @param physics after the step
    /// @param world index
    public boolean failed(BalancerWorlds physics, int world) {
        double away = Math.hypot(physics.travel(world), physics.drift(world));
        return Math.abs(physics.tilt(world)) > episode.tilt() || away > episode.travel();
    }

    void save(DataOutput out) throws IOException {
        for (float action : previous) {
            out.writeFloat(action);
        }
    }

    void restore(DataInput in) throws IOException {
        for (int j = 0; j < previous.length; j++) {
            previous[j] = in.readFloat();
        }
    }
}
