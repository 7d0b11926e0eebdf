/// Soft actor–critic with automatic temperature: Haarnoja, Zhou, Hartikainen, Tucker, Ha, Tan, Kumar, Zhu,
/// Gupta, Abbeel and Levine, *Soft Actor-Critic Algorithms and Applications*, arXiv:1812.05905v2.
///
/// Reading order: `SacSettings`, `SacLoss`, `SacHalf`, `SacActor`, `SacUpdate`, `SacAlgorithm`, `SacLearner`.
///
/// **Departures from the paper**
///
/// - The temperature is learned as log α with the loss `−log α·(log π + H̄)`, where Eq. 18 has α itself. So α stays
///   positive; Stable-Baselines3 and the authors' later code do the same.
/// - An update goes temperature, critics and targets, actor, and uses α as it was before its own step; Algorithm 1
///   goes critics, actor, temperature, targets. This is the order of Stable-Baselines3, so that figures compare.
///   Targets follow right after their critic's step: nothing reads them before the next update.
/// - The actor's gradient runs through the smaller of the two critics only. It is the same gradient for half the
///   work.
/// - Observations can be normalised by running statistics that are part of the policy. The paper has none; robots mix
///   units, and a policy must work without a second file.
/// - A time limit never ends the value of a state. The paper does not say; it is not part of the task.
/// - log σ is held in `[−20, 2]`, as in the authors' code.
@NullMarked
package dev.sinew.trainer.algorithm.sac;

import org.jspecify.annotations.NullMarked;
