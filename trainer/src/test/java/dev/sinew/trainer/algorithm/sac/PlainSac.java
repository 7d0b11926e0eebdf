package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.network.PlainNetwork;

/// One update of soft actor–critic in float64, straight from the equations: what [SacUpdate] is compared with.
/// Noise and transitions are given.
class PlainSac {
    static final double LOG_2 = Math.log(2);

    final PlainNetwork actor;
    final PlainNetwork[] critics;
    final PlainNetwork[] targets;
    final double logAlpha;
    final double targetEntropy;

    PlainSac(
            PlainNetwork actor, PlainNetwork[] critics, PlainNetwork[] targets, double logAlpha, double targetEntropy) {
        this.actor = actor;
        this.critics = critics;
        this.targets = targets;
        this.logAlpha = logAlpha;
        this.targetEntropy = targetEntropy;
    }

    /// Transitions, one per row.
    static final class Transitions {
        final double[][] observations;
        final double[][] actions;
        final double[] rewards;
        final double[] continuation;
        final double[][] next;

        Transitions(int rows, int observationSize, int actionSize) {
            observations = new double[rows][observationSize];
            actions = new double[rows][actionSize];
            rewards = new double[rows];
            continuation = new double[rows];
            next = new double[rows][observationSize];
        }
    }

    /// Actions of the policy with their log π, and what the gradient needs of them.
    static final class Sample {
        final double[][] head;
        final double[][] noise;
        final double[][] action;
        final double[] logPi;

        Sample(double[][] head, double[][] noise) {
            this.head = head;
            this.noise = noise;
            int size = noise[0].length;
            action = new double[head.length][size];
            logPi = new double[head.length];
            for (int r = 0; r < head.length; r++) {
                for (int k = 0; k < size; k++) {
                    double logStd = Math.clamp(head[r][size + k], -20, 2);
                    double u = head[r][k] + Math.exp(logStd) * noise[r][k];
                    action[r][k] = Math.tanh(u);
                    logPi[r] += -0.5 * noise[r][k] * noise[r][k] - logStd - 0.5 * Math.log(2 * Math.PI);
                    logPi[r] -= 2 * (LOG_2 - u - softplus(-2 * u));
                }
            }
        }
    }

    Sample sample(double[][] observations, double[][] noise) {
        return new Sample(head(observations), noise);
    }

    /// μ and log σ of each entry.
    double[][] head(double[][] observations) {
        return actor.forward(observations);
    }

    /// Eq. 2 and 3.
    double[] target(Transitions batch, double[][] noise) {
        Sample sample = sample(batch.next, noise);
        double[][] x = join(batch.next, sample.action);
        double[][] first = targets[0].forward(x);
        double[][] second = targets[1].forward(x);
        double[] y = new double[x.length];
        for (int r = 0; r < y.length; r++) {
            double value = Math.min(first[r][0], second[r][0]) - Math.exp(logAlpha) * sample.logPi[r];
            y[r] = batch.rewards[r] + batch.continuation[r] * value;
        }
        return y;
    }

    /// Eq. 5.
    double criticLoss(int critic, Transitions batch, double[] y) {
        double[][] q = critics[critic].forward(join(batch.observations, batch.actions));
        double loss = 0;
        for (int r = 0; r < y.length; r++) {
            loss += 0.5 * (q[r][0] - y[r]) * (q[r][0] - y[r]) / y.length;
        }
        return loss;
    }

    /// Eq. 6.
    PlainNetwork criticGradient(int critic, Transitions batch, double[] y) {
        double[][] q = critics[critic].forward(join(batch.observations, batch.actions));
        double[][] d = new double[y.length][1];
        for (int r = 0; r < y.length; r++) {
            d[r][0] = (q[r][0] - y[r]) / y.length;
        }
        return critics[critic].backward(d);
    }

    /// Eq. 7.
    double actorLoss(Transitions batch, double[][] noise) {
        Sample sample = sample(batch.observations, noise);
        double[][] x = join(batch.observations, sample.action);
        double[][] first = critics[0].forward(x);
        double[][] second = critics[1].forward(x);
        double loss = 0;
        for (int r = 0; r < x.length; r++) {
            loss += (Math.exp(logAlpha) * sample.logPi[r] - Math.min(first[r][0], second[r][0])) / x.length;
        }
        return loss;
    }

    /// Eq. 10.
    PlainNetwork actorGradient(Transitions batch, double[][] noise) {
        double[][] head = headGradient(batch, noise);
        return actor.backward(head);
    }

    /// Eq. 10 up to μ and log σ; the actor has made its pass.
    double[][] headGradient(Transitions batch, double[][] noise) {
        Sample sample = sample(batch.observations, noise);
        double[][] x = join(batch.observations, sample.action);
        double[][] first = critics[0].forward(x);
        double[][] second = critics[1].forward(x);
        int rows = x.length;
        int size = noise[0].length;
        int observation = x[0].length - size;
        double[][][] d = new double[2][rows][1];
        for (int r = 0; r < rows; r++) {
            d[first[r][0] <= second[r][0] ? 0 : 1][r][0] = -1.0 / rows;
        }
        critics[0].backward(d[0]);
        critics[1].backward(d[1]);
        double alpha = Math.exp(logAlpha);
        double[][] head = new double[rows][2 * size];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < size; k++) {
                double a = sample.action[r][k];
                double raw = sample.head[r][size + k];
                double dAction = critics[0].inputGradient()[r][observation + k]
                        + critics[1].inputGradient()[r][observation + k];
                double dU = alpha / rows * 2 * a + dAction * (1 - a * a);
                head[r][k] = dU;
                head[r][size + k] = raw < -20 || raw > 2 ? 0 : dU * Math.exp(raw) * noise[r][k] - alpha / rows;
            }
        }
        return head;
    }

    /// The gradient of `−mean log α·(log π + H̄)` by log α.
    double temperatureGradient(Transitions batch, double[][] noise) {
        double sum = 0;
        for (double logPi : sample(batch.observations, noise).logPi) {
            sum += logPi + targetEntropy;
        }
        return -sum / noise.length;
    }

    static double[][] join(double[][] left, double[][] right) {
        double[][] both = new double[left.length][left[0].length + right[0].length];
        for (int r = 0; r < left.length; r++) {
            System.arraycopy(left[r], 0, both[r], 0, left[r].length);
            System.arraycopy(right[r], 0, both[r], left[r].length, right[r].length);
        }
        return both;
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
