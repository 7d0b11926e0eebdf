package dev.sinew.hal.task;

import dev.sinew.config.task.BalancerTask;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What a balancing task says of a robot: the terms of [BalancerTask.Reward], and that it fell or went too far.
final class BalanceScore implements TaskScore {
    private static final List<String> TERMS =
            List.of("upright", "tilt", "travel", "velocity", "yaw_rate", "action", "action_change");

    private final BalancerTask.Reward weights;
    private final BalancerTask.Episode episode;
    private final float[] previous;
    private final double[] terms = new double[TERMS.size()];
    private double reward;

    BalanceScore(BalancerTask task) {
        weights = task.reward();
        episode = task.episode();
        previous = new float[task.contract().actionSize()];
    }

    @Override
    public void start() {
        for (int j = 0; j < previous.length; j++) {
            previous[j] = 0;
        }
    }

    @Override
    public void step(Motion motion, float[] actions, int offset, boolean stopsNow) {
        double squares = 0;
        double changes = 0;
        for (int j = 0; j < previous.length; j++) {
            float action = Math.clamp(actions[offset + j], -1, 1);
            squares += (double) action * action;
            changes += (double) (action - previous[j]) * (action - previous[j]);
            previous[j] = action;
        }
        terms[0] = weights.upright();
        terms[1] = -weights.tilt() * square(motion.tilt());
        terms[2] = -weights.travel() * (square(motion.travel()) + square(motion.drift()));
        terms[3] = -weights.velocity() * square(motion.speed());
        terms[4] = -weights.yawRate() * square(motion.yawRate());
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

    @Override
    public double reward() {
        return reward;
    }

    @Override
    public int terms() {
        return terms.length;
    }

    @Override
    public double term(int index) {
        return terms[index];
    }

    @Override
    public String name(int index) {
        return TERMS.get(index);
    }

    @Override
    public boolean failed(Motion motion) {
        double away = Math.hypot(motion.travel(), motion.drift());
        return Math.abs(motion.tilt()) > episode.tilt() || away > episode.travel();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (float action : previous) {
            out.writeFloat(action);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (int j = 0; j < previous.length; j++) {
            previous[j] = in.readFloat();
        }
    }
}
