package dev.sinew.trainer.algorithm.trpo;

import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.NaturalGradient;
import dev.sinew.trainer.rollout.PolicyBatch;
import dev.sinew.trainer.rollout.Rollout;

/// One step of the policy on a whole rollout: appendix C of arXiv:1502.05477v5, "(1) compute a search direction, […]
/// and (2) perform a line search in that direction". One thread; nothing is allocated.
final class TrustRegionStep {
    private final TrpoSettings settings;
    private final TrpoLoss loss;
    private final PolicyBatch policy;
    private final NaturalGradient natural;
    private final float[] parameters;
    private final float[] oldParameters;
    private final int[] rows;
    private final float[] ratio;
    private final float[] dLogPi;
    private double gain;
    private double divergence;
    private boolean accepted;

    /// Binds the parts of a learner.
    ///
    /// @param settings of the learner
    /// @param actorCritic under training
    TrustRegionStep(TrpoSettings settings, ActorCritic actorCritic) {
        Rollout rollout = actorCritic.rollout();
        this.settings = settings;
        loss = new TrpoLoss(settings.divergence());
        policy = new PolicyBatch(actorCritic, rollout.rows());
        natural = new NaturalGradient(settings.gradient(), actorCritic, policy);
        parameters = actorCritic.policy().values();
        oldParameters = new float[parameters.length];
        rows = rollout.order();
        ratio = new float[rows.length + Elementary.SPARE];
        dLogPi = new float[rows.length];
    }

    /// Steps once; leaves every bit of the parameters as it was when no step along the direction is accepted.
    void run() {
        policy.begin();
        policy.gather(rows, 0);
        policy.standardizeAdvantages();
        System.arraycopy(parameters, 0, oldParameters, 0, parameters.length);
        double before = evaluate(); // L(θₒ)
        loss.gradient(ratio, policy.advantages(), dLogPi);
        policy.differentiate(dLogPi);
        policy.backward(); // g
        natural.solve(); // x ≈ A⁻¹·g
        accepted = natural.curvature() > 0 && search(before);
    }

    /// Tries `θₒ + β·x`, then less and less of it.
    private boolean search(double before) {
        double step = loss.longestStep(natural.curvature());
        for (int attempt = 0; attempt < settings.lineSearch().tries(); attempt++) {
            natural.step(oldParameters, step, parameters);
            policy.parametersChanged();
            gain = evaluate() - before;
            divergence = policy.divergence();
            if (loss.accepts(gain, divergence)) {
                return true;
            }
            step *= settings.lineSearch().factor();
        }
        System.arraycopy(oldParameters, 0, parameters, 0, parameters.length);
        policy.parametersChanged();
        return false;
    }

    /// {@return L of the parameters as they are}
    private double evaluate() {
        policy.forward();
        policy.ratio(ratio);
        return loss.surrogate(ratio, policy.advantages());
    }

    /// {@return whether the last run took a step}
    boolean accepted() {
        return accepted;
    }

    /// {@return what the policy gained by the last run, in standardised advantages}
    double gain() {
        return accepted ? gain : 0;
    }

    /// {@return mean KL(old ‖ new) of the last run, nats}
    double divergence() {
        return accepted ? divergence : 0;
    }

    /// {@return entropy of the policy, nats}
    double entropy() {
        return policy.distribution().entropy();
    }
}
