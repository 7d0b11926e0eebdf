package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.network.PlainNetwork;
import java.util.List;

/// One update of a deterministic actor and its critics in float64, straight from the equations. The noise of target
/// actions, already clipped, is given.
public final class PlainDeterministic {
    public final PlainNetwork actor;
    public final PlainNetwork actorTarget;
    public final List<PlainNetwork> critics;
    public final List<PlainNetwork> targets;

    /// Takes the networks.
    public PlainDeterministic(
            PlainNetwork actor, PlainNetwork actorTarget, List<PlainNetwork> critics, List<PlainNetwork> targets) {
        this.actor = actor;
        this.actorTarget = actorTarget;
        this.critics = critics;
        this.targets = targets;
    }

    /// `r + γ·(1 − terminated)·minᵢ Q′ᵢ(s′, clip(μ′(s′) + noise))`
    public double[] target(PlainBatch batch, double[][] noise) {
        double[][] action = tanh(actorTarget.forward(batch.next));
        for (int r = 0; r < action.length; r++) {
            for (int k = 0; k < action[r].length; k++) {
                action[r][k] = Math.clamp(action[r][k] + noise[r][k], -1, 1);
            }
        }
        double[] y = new double[action.length];
        double[][] x = PlainBatch.join(batch.next, action);
        for (int r = 0; r < y.length; r++) {
            y[r] = Double.POSITIVE_INFINITY;
        }
        for (PlainNetwork target : targets) {
            double[][] q = target.forward(x);
            for (int r = 0; r < y.length; r++) {
                y[r] = Math.min(y[r], q[r][0]);
            }
        }
        for (int r = 0; r < y.length; r++) {
            y[r] = batch.rewards[r] + batch.continuation[r] * y[r];
        }
        return y;
    }

    /// `mean (y − Q(s, a))²`
    public double criticLoss(int critic, PlainBatch batch, double[] y) {
        double[][] q = critics.get(critic).forward(PlainBatch.join(batch.observations, batch.actions));
        double loss = 0;
        for (int r = 0; r < y.length; r++) {
            loss += (y[r] - q[r][0]) * (y[r] - q[r][0]) / y.length;
        }
        return loss;
    }

    /// Its gradient.
    public PlainNetwork criticGradient(int critic, PlainBatch batch, double[] y) {
        double[][] q = critics.get(critic).forward(PlainBatch.join(batch.observations, batch.actions));
        double[][] d = new double[y.length][1];
        for (int r = 0; r < y.length; r++) {
            d[r][0] = 2 * (q[r][0] - y[r]) / y.length;
        }
        return critics.get(critic).backward(d);
    }

    /// `−mean Q₁(s, μ(s))`
    public double actorLoss(PlainBatch batch) {
        double[][] action = tanh(actor.forward(batch.observations));
        double loss = 0;
        for (double[] q : critics.getFirst().forward(PlainBatch.join(batch.observations, action))) {
            loss -= q[0] / action.length;
        }
        return loss;
    }

    /// Its gradient.
    public PlainNetwork actorGradient(PlainBatch batch) {
        double[][] action = tanh(actor.forward(batch.observations));
        int rows = action.length;
        int size = action[0].length;
        PlainNetwork critic = critics.getFirst();
        critic.forward(PlainBatch.join(batch.observations, action));
        double[][] d = new double[rows][1];
        for (int r = 0; r < rows; r++) {
            d[r][0] = -1.0 / rows;
        }
        critic.backward(d);
        double[][] head = new double[rows][size];
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < size; k++) {
                double slope = critic.inputGradient()[r][batch.observations[r].length + k];
                head[r][k] = slope * (1 - action[r][k] * action[r][k]);
            }
        }
        return actor.backward(head);
    }

    private static double[][] tanh(double[][] u) {
        double[][] a = new double[u.length][u[0].length];
        for (int r = 0; r < u.length; r++) {
            for (int k = 0; k < a[r].length; k++) {
                a[r][k] = Math.tanh(u[r][k]);
            }
        }
        return a;
    }
}
