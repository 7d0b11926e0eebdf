/// Actor-critic using Kronecker-factored trust regions, for continuous actions: Wu, Mansimov, Liao, Grosse and Ba,
/// *Scalable trust-region method for deep reinforcement learning using Kronecker-factored approximation*,
/// arXiv:1708.05144v2.
///
/// Reading order: `AcktrSettings`, `AcktrLoss`, `Fisher`, `AcktrPolicy`, `AcktrValue`, `AcktrLearner`.
///
/// **Departures from the paper and the reference code.** The reference are the authors' code and the continuous ACKTR
/// of OpenAI Baselines; `fisher: reference`, `value_target: return` and the learning rates beside the presets bring
/// back what can be had of it.
///
/// - The Fisher matrices are expectations over what the networks might have drawn, not one draw for each row (`fisher:
///   exact`): for a Gaussian with a given σ they cost one pass back for each entry of the action.
/// - log σ has its own Fisher matrix, exactly `2·I`. In the reference it is the outer product of a mean score, nearly
///   zero, so that log σ moves fifty times as far, and exploration ends early.
/// - A time limit never ends the value of a state, neither in advantages nor in targets; the reference treats it as
///   the end of the task.
/// - Policy and value function see the normalised observation. The reference adds the observation before; its value
///   function adds mean and σ of the last action and the time of the episode.
/// - A rollout is of a fixed number of steps in several worlds; the reference collects whole episodes.
/// - The value function learns GAE's targets with a learning rate of 0.01 and takes natural steps from the first
///   one; the reference learns returns, at 0.001, after 50 steps along the plain gradient, which diverge where rewards
///   are large.
/// - Decompositions are computed where they are needed, not in the background, so that a training has the same bits
///   every time.
/// - The value function's loss `(V − R)²` lacks a factor of ½ against its Gaussian, in the gradient as in the sampled
///   scores, as in the reference; natural steps are half as long for it.
@NullMarked
package dev.sinew.trainer.algorithm.acktr;

import org.jspecify.annotations.NullMarked;
