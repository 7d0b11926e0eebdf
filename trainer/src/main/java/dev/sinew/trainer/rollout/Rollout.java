package dev.sinew.trainer.rollout;

import dev.sinew.trainer.kernel.Matrix;

/// T steps of N worlds under one policy, as the update sees them. Row `t·N + w` of everything is step t of world w;
/// B = T·N. Observations are normalised as the policy met them, rewards scaled, actions as drawn: not held to their
/// range. Allocated once and filled again and again.
public final class Rollout {
    private final int steps;
    private final int worlds;
    private final Matrix observations;
    private final Matrix means;
    private final float[] actions;
    private final float[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final float[] finalValues;
    private final float[] lastValues;
    private final float[] logPi;
    private final float[] values;
    private final float[] advantages;
    private final float[] returns;

    /// Room for a rollout.
    ///
    /// @param steps T
    /// @param worlds N
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public Rollout(int steps, int worlds, int observationSize, int actionSize) {
        this.steps = steps;
        this.worlds = worlds;
        int rows = steps * worlds;
        observations = Matrix.byRow(rows, observationSize);
        means = Matrix.byRow(rows, actionSize);
        actions = new float[rows * actionSize];
        rewards = new float[rows];
        terminated = new boolean[rows];
        truncated = new boolean[rows];
        finalValues = new float[rows];
        lastValues = new float[worlds];
        logPi = new float[rows];
        values = new float[rows];
        advantages = new float[rows];
        returns = new float[rows];
    }

    /// {@return T}
    public int steps() {
        return steps;
    }

    /// {@return N}
    public int worlds() {
        return worlds;
    }

    /// {@return B = T·N}
    public int rows() {
        return rewards.length;
    }

    /// {@return the numbers of its rows in their order, `[B]`; a new array}
    public int[] order() {
        int[] order = new int[rows()];
        for (int r = 0; r < order.length; r++) {
            order[r] = r;
        }
        return order;
    }

    /// {@return normalised observations by row, `[B, observation]`}
    public Matrix observations() {
        return observations;
    }

    /// {@return mean of the policy that acted, by row, `[B, action]`}
    public Matrix means() {
        return means;
    }

    /// {@return actions as drawn, `[B, action]`; the array itself}
    public float[] actions() {
        return actions;
    }

    /// {@return scaled rewards, `[B]`; the array itself}
    public float[] rewards() {
        return rewards;
    }

    /// {@return whether the task ended with the step, `[B]`; the array itself}
    public boolean[] terminated() {
        return terminated;
    }

    /// {@return whether only the time limit ended the episode, `[B]`; the array itself}
    public boolean[] truncated() {
        return truncated;
    }

    /// {@return V of the last observation of an episode that a time limit ended, `[B]`, else 0; the array itself}
    public float[] finalValues() {
        return finalValues;
    }

    /// {@return V of what each world shows after the last step, `[N]`; the array itself}
    public float[] lastValues() {
        return lastValues;
    }

    /// {@return log π of the actions under the policy that acted, `[B]`, nats; the array itself}
    public float[] logPi() {
        return logPi;
    }

    /// {@return V of the observations under the value function that was, `[B]`; the array itself}
    public float[] values() {
        return values;
    }

    /// {@return Â, `[B]`; the array itself}
    public float[] advantages() {
        return advantages;
    }

    /// {@return what the value function is to learn, `Â + V`, `[B]`; the array itself}
    public float[] returns() {
        return returns;
    }

    /// {@return the share of the returns' variance that the values explain, `1 − Var(R − V) / Var(R)`, at most 1; NaN
    /// when the returns are all the same}
    public double explainedVariance() {
        double returnMean = 0;
        double errorMean = 0;
        for (int r = 0; r < returns.length; r++) {
            returnMean += returns[r];
            errorMean += (double) returns[r] - values[r];
        }
        returnMean /= returns.length;
        errorMean /= returns.length;
        double returnSquares = 0;
        double errorSquares = 0;
        for (int r = 0; r < returns.length; r++) {
            double deviation = returns[r] - returnMean;
            double error = (double) returns[r] - values[r] - errorMean;
            returnSquares += deviation * deviation;
            errorSquares += error * error;
        }
        return returnSquares == 0 ? Double.NaN : 1 - errorSquares / returnSquares;
    }
}
