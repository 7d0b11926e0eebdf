package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.network.ActorValue;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.PricedValue;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.MeanFigure;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;

/// What the policy's actions cost in the long run, learned beside their value, without entropy:
/// `y = c + γ·(1 − terminated)·Q̄_c(s′, a′)`, the critic of a constrained Markov decision process (Ha et al., *Learning
/// to Walk in the Real World with Minimal Human Effort*, PMLR 155, 2021). One critic, for the smallest of several,
/// which is on the safe side of a reward, is not on that of a cost. Rows whose cost is not known teach it nothing.
final class CostCritic {
    private final ReplayBatch batch;
    private final CriticTraining training;
    private final PricedValue priced;
    private final MeanFigure figure = new MeanFigure("train/cost_critic_loss");
    private int known;

    /// Draws parameters.
    ///
    /// @param settings of the learner
    /// @param parts to work with; its random stream is split
    /// @param value that the actor climbs when nothing costs
    CostCritic(OffPolicySettings settings, LearnerParts parts, ActorValue value) {
        batch = parts.batch();
        CriticSettings critics = settings.critics();
        OffPolicySettings one = new OffPolicySettings(
                settings.network(),
                settings.replay(),
                new CriticSettings(1, OptionalInt.empty(), critics.layerNorm(), critics.dropout()),
                settings.adam(),
                settings.discount(),
                settings.targetRate(),
                settings.actor());
        training = new CriticTraining(
                parts.kernels(),
                parts.team(),
                one,
                batch,
                parts.observationSize(),
                this::loss,
                parts.random().split("cost critic"));
        priced = new PricedValue(value, critic(), batch.rows());
    }

    /// Mean of ½·(Q_c − y)² over the rows whose cost is known, with its gradient.
    private double loss(float[] q, float[] y, float[] dQ) {
        double loss = 0;
        for (int b = 0; b < q.length; b++) {
            if (Float.isNaN(batch.costs()[b])) {
                dQ[b] = 0;
                continue;
            }
            float error = q[b] - y[b];
            dQ[b] = error / known;
            loss += 0.5 * error * error / known;
        }
        return loss;
    }

    /// Makes one update, with the batch and the actions next of the other critics'.
    ///
    /// @return whether its loss was finite
    boolean learn() {
        known = 0;
        for (float cost : batch.costs()) {
            known += Float.isNaN(cost) ? 0 : 1;
        }
        if (known == 0) {
            return true;
        }
        float[] y = training.targets();
        training.smallestNext(y);
        for (int b = 0; b < y.length; b++) {
            y[b] = batch.costs()[b] + batch.continuation()[b] * y[b];
        }
        training.learnAndFollow();
        figure.add(training.loss());
        return Double.isFinite(training.loss());
    }

    /// Values the actions wanted.
    void evaluateWanted() {
        training.evaluateWanted(1);
    }

    /// {@return the value that the actor climbs, less what it costs}
    PricedValue priced() {
        return priced;
    }

    /// {@return the mean of its loss}
    MeanFigure figure() {
        return figure;
    }

    /// {@return the critic}
    Critic critic() {
        return training.ensemble().get(0);
    }

    /// Writes parameters, target, moments and the random streams, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        training.save(out);
        figure.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for the same network
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        training.restore(in);
        figure.restore(in);
    }
}
