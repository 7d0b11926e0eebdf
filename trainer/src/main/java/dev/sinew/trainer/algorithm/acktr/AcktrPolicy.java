package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.optimizer.Kfac;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.PolicyBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The policy's side of an update: one natural step over the whole rollout, with a learning rate that follows the
/// divergence it makes. One thread; nothing is allocated.
final class AcktrPolicy {
    private final AcktrLoss loss;
    private final Fisher fisher;
    private final PolicyBatch batch;
    private final Kfac kfac;
    private final int[] order;
    private final float[] ones;
    private final float[] dLogPi;
    private final double[] logStdScore;
    private final int logStdOffset;
    private double rate;
    private double lossBefore;
    private double divergence;

    /// Binds the parts of a learner.
    ///
    /// @param settings of the learner
    /// @param loss of the learner
    /// @param actorCritic under training
    /// @param order all rows of the rollout
    AcktrPolicy(AcktrSettings settings, AcktrLoss loss, ActorCritic actorCritic, int[] order) {
        this.loss = loss;
        this.order = order;
        fisher = settings.fisher();
        batch = new PolicyBatch(actorCritic, order.length);
        kfac = new Kfac(
                settings.policy(),
                actorCritic.policyKernels(),
                batch.pass(),
                batch.observations(),
                batch.backwardPass(),
                actorCritic.policy());
        ones = new float[order.length];
        Arrays.fill(ones, 1f);
        dLogPi = new float[order.length];
        logStdScore = new double[actorCritic.sizes().action()];
        logStdOffset = actorCritic.policy().freeOffset();
        rate = settings.policy().learningRate();
    }

    /// Makes the step.
    ///
    /// @return the name of the first tensor that is not finite; empty when all is well
    Optional<String> run() {
        batch.begin();
        batch.gather(order, 0);
        batch.standardizeAdvantages();
        batch.forward();
        kfac.takeInputs();
        for (int pass = 0; pass < fisher.passes(logStdScore.length); pass++) {
            passScores(pass);
            kfac.addScores();
        }
        fisher.logStd(logStdScore, kfac.freeFisher());
        lossBefore = loss.policy(batch.logPi(), batch.advantages(), dLogPi);
        batch.differentiate(dLogPi);
        batch.backward();
        Optional<String> culprit = kfac.step(rate);
        if (culprit.isPresent()) {
            return culprit;
        }
        batch.parametersChanged();
        batch.forward();
        divergence = batch.divergence();
        rate = loss.nextRate(rate, divergence);
        return culprit;
    }

    /// Passes the scores of each row alone, `∂log π/∂μ`, back to the sums of all layers.
    private void passScores(int pass) {
        batch.differentiate(ones);
        float[] gradient = batch.gradient().values();
        for (int k = 0; k < logStdScore.length; k++) {
            logStdScore[k] = (double) gradient[logStdOffset + k] / ones.length;
        }
        Matrix scores = batch.backwardPass().outputGradient();
        for (int r = 0; r < ones.length; r++) {
            int at = r * scores.stride();
            for (int k = 0; k < logStdScore.length; k++) {
                scores.array()[at + k] = fisher.meanScore(pass, k, scores.array()[at + k], batch.distribution());
            }
        }
        batch.backwardPass().outputGradient().fillPanels(0, ones.length);
        batch.backwardPass().inputs(0, ones.length);
    }

    /// {@return loss before the step}
    double lossBefore() {
        return lossBefore;
    }

    /// {@return KL(old ‖ new) that the step made, nats}
    double divergence() {
        return divergence;
    }

    /// {@return entropy after the step, nats}
    double entropy() {
        return batch.distribution().entropy();
    }

    /// {@return learning rate of the next step}
    double rate() {
        return rate;
    }

    /// {@return the optimizer}
    Kfac kfac() {
        return kfac;
    }

    /// Writes the state, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        out.writeDouble(rate);
        kfac.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        rate = in.readDouble();
        kfac.restore(in);
    }
}
