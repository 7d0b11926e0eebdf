/// Proximal policy optimization with a clipped ratio: Schulman, Wolski, Dhariwal, Radford and Klimov, *Proximal Policy
/// Optimization Algorithms*, arXiv:1707.06347v2.
///
/// Reading order: `PpoSettings`, `PpoLoss`, `PpoMinibatch`, `PpoLearner`.
///
/// **Departures from the paper**
///
/// - Policy and value function are two networks, as in the paper's MuJoCo experiments; the norm of the gradient is
///   that of both together (Baselines, Stable-Baselines3, CleanRL).
/// - Advantages are standardised in each minibatch; Adam's ε is 1e-5 (all three).
/// - A time limit never ends the value of a state: the value of the last observation counts. The paper does not say;
///   without it Hopper loses most of its return.
/// - Observations are normalised by running statistics that are part of the policy, rewards divided by the deviation of
///   the return.
/// - Options that the paper has not: clipped values, an end of the epochs at a divergence, a learning rate that follows
///   the divergence or falls to zero.
@NullMarked
package dev.sinew.trainer.algorithm.ppo;

import org.jspecify.annotations.NullMarked;
