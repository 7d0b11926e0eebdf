package dev.sinew.trainer.rollout;

import dev.sinew.trainer.network.PlainPolicy;

/// A rollout in float64, and what algorithms want of it, with advantages standardised over all rows.
public final class PlainRollout {
    public final PlainPolicy policy;
    public final double[] old;
    public final double[][] states;
    public final double[][] actions;
    public final double[] advantages;

    public PlainRollout(ActorCritic actorCritic) {
        Rollout rollout = actorCritic.rollout();
        policy = new PlainPolicy(actorCritic.policyShape(), actorCritic.sizes().action());
        old = PlainPolicy.wide(actorCritic.policy().values());
        states = PlainPolicy.rows(rollout.observations());
        actions = PlainPolicy.rows(rollout.actions(), actorCritic.sizes().action());
        advantages = standardized(rollout.advantages());
    }

    private static double[] standardized(float[] advantages) {
        double[] wide = PlainPolicy.wide(advantages);
        double mean = 0;
        for (double advantage : wide) {
            mean += advantage / wide.length;
        }
        double squares = 0;
        for (double advantage : wide) {
            squares += (advantage - mean) * (advantage - mean) / (wide.length - 1);
        }
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (wide[i] - mean) / Math.sqrt(squares);
        }
        return wide;
    }

    /// `mean r·Â`
    public double surrogate(double[] parameters) {
        double sum = 0;
        for (int b = 0; b < states.length; b++) {
            sum += ratio(parameters, b) * advantages[b];
        }
        return sum / states.length;
    }

    public double ratio(double[] parameters, int row) {
        return Math.exp(
                policy.logPi(parameters, states[row], actions[row]) - policy.logPi(old, states[row], actions[row]));
    }

    /// `mean Â·log π`, whose gradient is the policy gradient.
    public double score(double[] parameters) {
        double sum = 0;
        for (int b = 0; b < states.length; b++) {
            sum += advantages[b] * policy.logPi(parameters, states[b], actions[b]);
        }
        return sum / states.length;
    }

    /// Mean KL(old ‖ new).
    public double divergence(double[] parameters) {
        return policy.divergence(old, parameters, states);
    }
}
