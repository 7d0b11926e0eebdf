package dev.sinew.trainer.algorithm.ppokl;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Norm;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.RowOrder;
import dev.sinew.trainer.rollout.ValueRegression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The policy's side of an update: "several epochs of minibatch SGD" on Eq. 8 of arXiv:1707.06347v2, then β. One
/// thread; nothing is allocated.
final class PolicySteps {
    private final PpoKlSettings settings;
    private final PpoKlLoss loss;
    private final PolicyBatch policy;
    private final Adam adam;
    private final RowOrder order;
    private final Norm norm = new Norm();
    private final float[] ratio;
    private final float[] dLogPi;
    private double beta;
    private double policyLoss;
    private double divergence;
    private double rate;

    /// Binds the parts of a learner.
    ///
    /// @param settings of the learner
    /// @param actorCritic under training
    /// @param random for the order of rows
    PolicySteps(PpoKlSettings settings, ActorCritic actorCritic, RandomStream random) {
        this.settings = settings;
        loss = new PpoKlLoss(
                settings.penalty().target(), (float) settings.clip().orElse(Double.POSITIVE_INFINITY));
        policy = new PolicyBatch(actorCritic, settings.fit().batch());
        adam = new Adam(settings.fit().adam(), actorCritic.policy(), policy.gradient());
        order = new RowOrder(actorCritic.rollout().rows(), random);
        ratio = new float[policy.rows() + Elementary.SPARE];
        dLogPi = new float[policy.rows()];
        beta = settings.penalty().coefficient();
    }

    /// Takes all steps on a rollout, which is complete.
    ///
    /// @param progress share of the training that is done
    void run(double progress) {
        ValueRegression.Settings fit = settings.fit();
        rate = fit.schedule().rate(fit.adam().learningRate(), progress);
        adam.setRate(rate);
        policy.begin();
        double sum = 0;
        int steps = 0;
        for (int epoch = 0; epoch < fit.epochs(); epoch++) {
            order.shuffle();
            for (int first = 0; first < order.rows().length; first += fit.batch()) {
                sum += step(first);
                steps++;
            }
        }
        policyLoss = sum / steps;
        divergence = measure();
        beta = loss.adapted(beta, divergence);
    }

    private double step(int first) {
        policy.gather(order.rows(), first);
        policy.standardizeAdvantages();
        policy.forward();
        policy.ratio(ratio);
        double surrogate = loss.policy(ratio, policy.advantages(), dLogPi);
        policy.differentiate(dLogPi);
        policy.addDivergence(beta);
        policy.addEntropy(-settings.entropy());
        policy.backward();
        float[] gradient = policy.gradient().values();
        double factor = settings.fit().largestGradient() / (Math.sqrt(norm.squares(gradient)) + 1e-6);
        if (factor < 1) {
            Norm.scale(gradient, (float) factor);
        }
        adam.begin();
        adam.step(0, 1);
        policy.parametersChanged();
        return surrogate;
    }

    /// {@return KL(old ‖ new) over the whole rollout}
    private double measure() {
        double sum = 0;
        int parts = 0;
        for (int first = 0; first < order.rows().length; first += policy.rows()) {
            policy.gather(order.rows(), first);
            policy.forward();
            sum += policy.divergence();
            parts++;
        }
        return sum / parts;
    }

    /// {@return the surrogate's loss over the minibatches of the last run, each before its step}
    double policyLoss() {
        return policyLoss;
    }

    /// {@return KL(old ‖ new) after the last run, nats}
    double divergence() {
        return divergence;
    }

    /// {@return β of the next run}
    double beta() {
        return beta;
    }

    /// {@return learning rate of the last run}
    double rate() {
        return rate;
    }

    /// {@return entropy of the policy, nats}
    double entropy() {
        return policy.distribution().entropy();
    }

    /// Writes moments, order of rows and β, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        adam.save(out);
        order.save(out);
        out.writeDouble(beta);
        out.writeDouble(rate);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        adam.restore(in);
        order.restore(in);
        beta = in.readDouble();
        rate = in.readDouble();
    }
}
