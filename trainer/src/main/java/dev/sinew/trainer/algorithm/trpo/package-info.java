/// Trust region policy optimization: Schulman, Levine, Moritz, Jordan and Abbeel, *Trust Region Policy Optimization*,
/// arXiv:1502.05477v5.
///
/// Reading order: `TrpoSettings`, `TrpoLoss`, `TrustRegionStep`, `TrpoLearner`.
///
/// **Departures from the paper**
///
/// - Advantages are those of generalised advantage estimation, standardised over the batch, with a value function
///   that is fitted to the same rollout afterwards (Baselines, Spinning Up, Stable-Baselines3 contrib); the paper sums
///   rewards.
/// - The matrix of conjugate gradients is damped, `F + c·I`, and its residual is measured relative to the gradient;
///   all rows count, where the paper takes a tenth of them.
/// - F's product takes a forward sweep and a backward one, `Jᵀ·(M·(J·v))`, which is exact; the paper differentiates
///   twice.
/// - The line search tries ten steps, each 0.8 of the one before, and accepts the first that gains and stays within
///   the bound (Spinning Up, Stable-Baselines3 contrib); the paper halves and does not say how often.
/// - A time limit never ends the value of a state. Observations are normalised by running statistics that are part of
///   the policy, rewards divided by the deviation of the return.
@NullMarked
package dev.sinew.trainer.algorithm.trpo;

import org.jspecify.annotations.NullMarked;
