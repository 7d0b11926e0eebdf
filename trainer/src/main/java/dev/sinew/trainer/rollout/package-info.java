/// What the algorithms share that learn from their own policy's rollouts: policy and value function with their
/// normalisation, the rollout, advantages, the natural gradient. Reading order: `ActorCriticSettings`, `ActorCritic`,
/// `Rollout`, `Gae`, `OnPolicyAlgorithm`, `RolloutLearner`, `PolicyBatch`, `NaturalGradient`, `ValueRegression`.
@NullMarked
package dev.sinew.trainer.rollout;

import org.jspecify.annotations.NullMarked;
