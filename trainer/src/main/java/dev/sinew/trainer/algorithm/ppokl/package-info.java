/// Proximal policy optimization with an adaptive KL penalty in place of the clipped ratio: Schulman, Wolski, Dhariwal,
/// Radford and Klimov, *Proximal Policy Optimization Algorithms*, arXiv:1707.06347v2, section 4.
///
/// Reading order: `PpoKlSettings`, `PpoKlLoss`, `PolicySteps`, `PpoKlLearner`.
///
/// **Departures from the paper**
///
/// - The divergence in the penalty is the exact one of two Gaussians, KL(old ‖ new), averaged over the minibatch;
///   that which β follows is averaged over the whole rollout.
/// - β stays within `[1e-6, 1e6]`, so that it comes back from a time without movement.
/// - Advantages are standardised in each minibatch; the policy's gradient and the value function's are cut to a norm
///   each; Adam's ε is 1e-5.
/// - Policy and value function are fitted apart from each other, with the same epochs and minibatches.
/// - An option clips the ratio too, as RLlib does.
/// - A time limit never ends the value of a state. Observations are normalised by running statistics that are part of
///   the policy, rewards divided by the deviation of the return.
@NullMarked
package dev.sinew.trainer.algorithm.ppokl;

import org.jspecify.annotations.NullMarked;
