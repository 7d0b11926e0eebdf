/// Policy gradient with a value function and importance sampling: Williams, *Simple Statistical Gradient-Following
/// Algorithms for Connectionist Reinforcement Learning*, Machine Learning 8, 1992; Sutton, McAllester, Singh and
/// Mansour, *Policy Gradient Methods for Reinforcement Learning with Function Approximation*, NIPS 1999. Where a
/// rollout is used more than once, rows count by the ratio of new and old policy; the ratio may be truncated: Ionides,
/// *Truncated Importance Sampling*, J. Comput. Graph. Stat. 17(2), 2008.
///
/// Reading order: `PgSettings`, `PgLoss`, `PgLearner`.
///
/// **Departures from the papers**
///
/// - Advantages are those of generalised advantage estimation, standardised in each minibatch; steps are Adam's
///   (Spinning Up's VPG).
/// - The ratio is that of one action, not of all actions of an episode up to it: less variance, and a bias that grows
///   with the distance from the old policy.
/// - A time limit never ends the value of a state. Observations are normalised by running statistics that are part of
///   the policy, rewards divided by the deviation of the return.
@NullMarked
package dev.sinew.trainer.algorithm.pg;

import org.jspecify.annotations.NullMarked;
