package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.optimizer.Kfac;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.ValueBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The value function's side of an update: Gauss–Newton steps over the whole rollout. One thread; nothing is allocated.
final class AcktrValue {
    private final AcktrLoss loss;
    private final Fisher fisher;
    private final ActorCritic actorCritic;
    private final ValueBatch batch;
    private final Kfac kfac;
    private final RandomStream random;
    private final Normals normals;
    private final float[] noise;
    private final int[] order;
    private final double rate;
    private final int steps;
    private double lossBefore;

    /// Binds the parts of a learner.
    ///
    /// @param settings of the learner
    /// @param loss of the learner
    /// @param actorCritic under training
    /// @param order all rows of the rollout
    /// @param random where ξ is drawn from
    AcktrValue(AcktrSettings settings, AcktrLoss loss, ActorCritic actorCritic, int[] order, RandomStream random) {
        this.loss = loss;
        this.actorCritic = actorCritic;
        this.order = order;
        this.random = random;
        fisher = settings.fisher();
        batch = new ValueBatch(actorCritic, order.length);
        kfac = new Kfac(
                settings.value(),
                actorCritic.valueKernels(),
                batch.pass(),
                batch.observations(),
                batch.backwardPass(),
                actorCritic.value());
        normals = new Normals(order.length);
        noise = new float[order.length + Elementary.SPARE];
        rate = settings.value().learningRate();
        steps = settings.valueSteps();
    }

    /// Makes the steps.
    ///
    /// @return the name of the first tensor that is not finite; empty when all is well
    Optional<String> run() {
        batch.begin();
        batch.gather(order, 0);
        Optional<String> culprit = Optional.empty();
        for (int i = 0; culprit.isEmpty() && i < steps; i++) {
            batch.forward();
            kfac.takeInputs();
            drawScores();
            batch.backwardPass().inputs(0, order.length);
            kfac.addScores();
            double before = loss.value(batch.values(), batch.returns(), batch.valueGradient());
            lossBefore = i == 0 ? before : lossBefore;
            batch.backward();
            loss.decay(actorCritic.value(), batch.gradient());
            culprit = kfac.step(rate);
            batch.parametersChanged();
        }
        return culprit;
    }

    private void drawScores() {
        switch (fisher) {
            case SAMPLED, REFERENCE -> normals.fill(random, order.length, noise);
            case EXACT -> Arrays.fill(noise, 1f);
        }
        loss.valueScores(noise, batch.valueGradient());
    }

    /// {@return loss before the first step}
    double lossBefore() {
        return lossBefore;
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
        random.save(out);
        kfac.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        random.restore(in);
        kfac.restore(in);
    }
}
