package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.network.DiagonalGaussian;

/// How the Fisher matrices of policy and value function are estimated.
public enum Fisher {
    /// Layers from one draw for each row, which for the policy are the actions it took; log σ exactly.
    SAMPLED,
    /// Layers from the expectation over all draws: the output's entries one by one, each passed back with the root of
    /// its Fisher information; log σ exactly.
    EXACT,
    /// As the code of the authors and of Baselines: layers from one draw, and for log σ the outer product of its mean
    /// score, which is close to nothing, so that log σ moves by its gradient over the damping.
    REFERENCE;

    /// {@return how often scores are passed back for a policy}
    ///
    /// @param actions entries of an action
    int passes(int actions) {
        return switch (this) {
            case SAMPLED, REFERENCE -> 1;
            case EXACT -> actions;
        };
    }

    /// Fills the Fisher matrix of log σ. Exactly it is `2·I`, whatever σ.
    ///
    /// @param meanScore `mean ∂log π/∂log σ` of the actions taken, `[A]`
    /// @param fisher `[A, A]`, filled
    void logStd(double[] meanScore, double[][] fisher) {
        for (int i = 0; i < meanScore.length; i++) {
            for (int j = 0; j < meanScore.length; j++) {
                fisher[i][j] = switch (this) {
                    case SAMPLED, EXACT -> i == j ? 2 : 0;
                    case REFERENCE -> meanScore[i] * meanScore[j];
                };
            }
        }
    }

    /// {@return the score of one entry of μ in one row}: `(a − μ)/σ²` of the action taken, or 1/σ for the entry whose
    /// turn it is and 0 for the others.
    ///
    /// @param pass which pass back
    /// @param entry of the action
    /// @param sampled `(a − μ)/σ²`
    /// @param distribution of the actions
    float meanScore(int pass, int entry, float sampled, DiagonalGaussian distribution) {
        return switch (this) {
            case SAMPLED, REFERENCE -> sampled;
            case EXACT -> entry == pass ? distribution.inverseStd()[entry] : 0;
        };
    }
}
