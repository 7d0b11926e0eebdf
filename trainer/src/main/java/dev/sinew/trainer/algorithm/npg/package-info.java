/// Natural policy gradient: Kakade, *A Natural Policy Gradient*, NIPS 2001, with the normalised step of Rajeswaran,
/// Lowrey, Todorov and Kakade, *Towards Generalization and Simplicity in Continuous Control*, arXiv:1703.02660v2.
///
/// Reading order: `NpgSettings`, `NpgLoss`, `NpgLearner`.
///
/// **Departures from the papers**
///
/// - F is damped, and solved for by conjugate gradients instead of inverted.
/// - Policy and value function are networks with hidden layers; advantages are standardised over the batch; the value
///   function is fitted by Adam, where the second paper solves a least-squares problem.
/// - A time limit never ends the value of a state. Observations are normalised by running statistics that are part of
///   the policy, rewards divided by the deviation of the return.
@NullMarked
package dev.sinew.trainer.algorithm.npg;

import org.jspecify.annotations.NullMarked;
