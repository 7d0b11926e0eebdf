package dev.sinew.hal.task;

import dev.sinew.config.task.JointReward;
import dev.sinew.config.task.JointTask;
import dev.sinew.hal.control.Circle;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// What a task about joints says of a robot: the terms of its [JointReward]s. Only the gate ends such a task early.
final class JointScore implements TaskScore {
    private static final double FULL_TURN = 2 * Math.PI;

    private final JointReward[] rewards;
    private final int[] joints;
    private final float[] previous;
    private final double[] terms;
    private double actionSquares;
    private double actionChanges;
    private double reward;

    JointScore(JointTask task) {
        rewards = task.reward().toArray(JointReward[]::new);
        terms = new double[rewards.length];
        joints = new int[rewards.length];
        List<String> names = task.contract().robot().jointNames();
        for (int i = 0; i < rewards.length; i++) {
            joints[i] = Math.max(0, names.indexOf(joint(rewards[i])));
        }
        previous = new float[task.contract().actionSize()];
    }

    private static String joint(JointReward term) {
        return switch (term) {
            case JointReward.Cosine one -> one.joint();
            case JointReward.Near one -> one.joint();
            case JointReward.Angle one -> one.joint();
            case JointReward.Beyond one -> one.joint();
            case JointReward.Velocity one -> one.joint();
            case JointReward.Action one -> "";
            case JointReward.ActionChange one -> "";
            case JointReward.Stop one -> "";
        };
    }

    @Override
    public void start() {
        for (int j = 0; j < previous.length; j++) {
            previous[j] = 0;
        }
    }

    @Override
    public void step(Motion motion, float[] actions, int offset, boolean stopsNow) {
        actionSquares = 0;
        actionChanges = 0;
        for (int j = 0; j < previous.length; j++) {
            float action = Math.clamp(actions[offset + j], -1, 1);
            actionSquares += square(action) / previous.length;
            actionChanges += square(action - previous[j]) / previous.length;
            previous[j] = action;
        }
        reward = 0;
        for (int i = 0; i < rewards.length; i++) {
            double angle = motion.position(joints[i]);
            double velocity = motion.velocity(joints[i]);
            terms[i] = term(rewards[i], angle, velocity, stopsNow);
            reward += terms[i];
        }
    }

    private double term(JointReward kind, double angle, double velocity, boolean stopsNow) {
        return switch (kind) {
            case JointReward.Cosine one -> one.weight() * (1 + Circle.cosine(angle - one.at())) / 2;
            case JointReward.Near one ->
                Math.abs(off(angle, one.at())) <= one.within() && Math.abs(velocity) <= one.slower() ? one.weight() : 0;
            case JointReward.Angle one -> -one.weight() * square(angle - one.at());
            case JointReward.Beyond one -> -one.weight() * square(Math.max(0, Math.abs(angle) - one.limit()));
            case JointReward.Velocity one -> -one.weight() * square(velocity);
            case JointReward.Action one -> -one.weight() * actionSquares;
            case JointReward.ActionChange one -> -one.weight() * actionChanges;
            case JointReward.Stop one -> stopsNow ? -one.weight() : 0;
        };
    }

    /// {@return how far an angle is from a place, whole turns left out, rad, −π to π}
    private static double off(double angle, double at) {
        return Math.IEEEremainder(angle - at, FULL_TURN);
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
        return rewards[index].name();
    }

    @Override
    public boolean failed(Motion motion) {
        return false;
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
