package dev.sinew.trainer.algorithm.ppo;

import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Norm;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.ValueBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One step on a minibatch: losses and gradients of policy and value function, then Adam on both. A stage is a piece of
/// work for the team: two threads take a network each. Nothing is allocated.
final class PpoMinibatch {
    private static final double LOWEST_RATE = 1e-5;
    private static final double HIGHEST_RATE = 1e-2;

    private final PpoSettings settings;
    private final KernelTeam team;
    private final PolicyBatch policy;
    private final ValueBatch value;
    private final Adam policyAdam;
    private final Adam valueAdam;
    private final Norm policyNorm = new Norm();
    private final Norm valueNorm = new Norm();
    private final float[] logRatio;
    private final float[] ratio;
    private final float[] dLogPi;
    private final KernelTeam.Work differentiate = this::differentiate;
    private final KernelTeam.Work step = this::step;
    private int[] order = {};
    private int from;
    private double rate;
    private double clip;
    private PpoLoss loss;
    private double policyLoss;
    private double valueLoss;
    private double divergence;
    private double policySquares;
    private double valueSquares;

    /// Binds the parts of a learner.
    ///
    /// @param settings of the learner
    /// @param actorCritic under training
    PpoMinibatch(PpoSettings settings, ActorCritic actorCritic) {
        this.settings = settings;
        clip = settings.clip().epsilon();
        loss = loss();
        team = actorCritic.team();
        int rows = settings.batch();
        policy = new PolicyBatch(actorCritic, rows);
        value = new ValueBatch(actorCritic, rows);
        policyAdam = new Adam(settings.step().adam(), actorCritic.policy(), policy.gradient());
        valueAdam = new Adam(settings.step().adam(), actorCritic.value(), value.gradient());
        rate = settings.step().adam().learningRate();
        logRatio = new float[rows + Elementary.SPARE];
        ratio = new float[rows + Elementary.SPARE];
        dLogPi = new float[rows];
    }

    private PpoLoss loss() {
        return new PpoLoss((float) clip, (float) settings.value().clip().orElse(Double.POSITIVE_INFINITY));
    }

    /// Begins an update: the policy as it is is the old one.
    ///
    /// @param progress share of the training that is done
    void begin(double progress) {
        policy.begin();
        value.begin();
        if (settings.step().schedule() == PpoSettings.Schedule.LINEAR) {
            rate = settings.step().adam().learningRate() * (1 - progress);
        }
        if (hasSchedule()) {
            clip = settings.clip().at(progress);
            loss = loss();
        }
    }

    private boolean hasSchedule() {
        return settings.clip().schedule() == PpoSettings.ClipSchedule.LINEAR;
    }

    /// Makes one step.
    ///
    /// @param rows numbers of the rollout's rows
    /// @param first where in `rows` the minibatch begins
    /// @return whether the policy is still near the old one; otherwise nothing was changed
    boolean run(int[] rows, int first) {
        order = rows;
        from = first;
        team.run(differentiate);
        if (isTooFar()) {
            return false;
        }
        policyAdam.setRate(rate);
        valueAdam.setRate(rate);
        team.run(step);
        return true;
    }

    private void differentiate(int part, int parts) {
        if (part == 0) {
            differentiatePolicy();
        }
        if (part == parts - 1) {
            differentiateValue();
        }
    }

    private void differentiatePolicy() {
        policy.gather(order, from);
        policy.standardizeAdvantages();
        policy.forward();
        int rows = policy.rows();
        for (int r = 0; r < rows; r++) {
            logRatio[r] = policy.logPi()[r] - policy.oldLogPi()[r];
        }
        Elementary.exp(logRatio, rows, ratio);
        policyLoss = loss.policy(ratio, policy.advantages(), dLogPi);
        divergence = settings.step().schedule() == PpoSettings.Schedule.ADAPTIVE
                ? policy.divergence()
                : loss.divergence(ratio, logRatio, rows);
        policy.differentiate(dLogPi);
        policy.addEntropy(-settings.entropy());
        policy.backward();
        policySquares = policyNorm.squares(policy.gradient().values());
    }

    private void differentiateValue() {
        value.gather(order, from);
        value.forward();
        valueLoss = loss.value(
                value.values(),
                value.oldValues(),
                value.returns(),
                (float) settings.value().coefficient(),
                value.valueGradient());
        value.backward();
        valueSquares = valueNorm.squares(value.gradient().values());
    }

    private boolean isTooFar() {
        PpoSettings.Step step = settings.step();
        if (step.targetDivergence().isEmpty()) {
            return false;
        }
        double target = step.targetDivergence().getAsDouble();
        return switch (step.schedule()) {
            case CONSTANT, LINEAR -> divergence > 1.5 * target;
            case ADAPTIVE -> {
                if (divergence > 2 * target) {
                    rate = Math.max(LOWEST_RATE, rate / 1.5);
                } else if (divergence < target / 2 && divergence > 0) {
                    rate = Math.min(HIGHEST_RATE, rate * 1.5);
                }
                yield false;
            }
        };
    }

    private void step(int part, int parts) {
        float factor = (float) (settings.largestGradient() / (Math.sqrt(policySquares + valueSquares) + 1e-6));
        if (part == 0) {
            if (factor < 1) {
                Norm.scale(policy.gradient().values(), factor);
            }
            policyAdam.begin();
            policyAdam.step(0, 1);
            policy.parametersChanged();
        }
        if (part == parts - 1) {
            if (factor < 1) {
                Norm.scale(value.gradient().values(), factor);
            }
            valueAdam.begin();
            valueAdam.step(0, 1);
            value.parametersChanged();
        }
    }

    /// {@return loss of the policy before the last step}
    double policyLoss() {
        return policyLoss;
    }

    /// {@return loss of the value function before the last step}
    double valueLoss() {
        return valueLoss;
    }

    /// {@return how far the policy was from the old one before the last step, nats}
    double divergence() {
        return divergence;
    }

    /// {@return share of the steps whose ratio was out of bounds before the last step}
    double clipped() {
        return loss.clipped(ratio, policy.rows());
    }

    /// {@return entropy of the policy, nats}
    double entropy() {
        return policy.distribution().entropy();
    }

    /// {@return learning rate of the next step}
    double rate() {
        return rate;
    }

    /// {@return ε of the last update}
    double clip() {
        return clip;
    }

    /// Writes moments, learning rate and a bound that changes, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        policyAdam.save(out);
        valueAdam.save(out);
        out.writeDouble(rate);
        if (hasSchedule()) {
            out.writeDouble(clip);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        policyAdam.restore(in);
        valueAdam.restore(in);
        rate = in.readDouble();
        if (hasSchedule()) {
            clip = in.readDouble();
            loss = loss();
        }
    }
}
