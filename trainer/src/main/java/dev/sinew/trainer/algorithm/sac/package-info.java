/// Soft actor–critic with automatic temperature: Haarnoja, Zhou, Hartikainen, Tucker, Ha, Tan, Kumar, Zhu,
/// Gupta, Abbeel and Levine, *Soft Actor-Critic Algorithms and Applications*, arXiv:1812.05905v2.
///
/// Reading order: `SacSettings`, `SacLoss`, `SacHalf`, `PolicyNetwork`, `SacActor`, `CostCritic`, `SacUpdate`,
/// `SacAlgorithm`, `SacLearner`.
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
///
/// **State-dependent exploration** is an option (Raffin, Kober and Stulp, arXiv:2005.05719v2). Updates draw each row's
/// noise from the Gaussian that the random matrix makes of it, where Stable-Baselines3 draws one matrix for the whole
/// batch: the same distribution of each row, and rows that are independent. No gradient runs from the noise into the
/// features, which the mean alone shapes; Stable-Baselines3 does so in PPO and A2C, and lets it run in SAC. The mean is
/// not clipped: log π in this form does not cancel where tanh saturates.
///
/// **A cost with a price** is an option of the learner: a critic of its own learns the cost, and the actor climbs
/// `Q − λ·Q_c` ([dev.sinew.trainer.network.PricedValue]). Who sets λ is not of this package.
@NullMarked
package dev.sinew.trainer.algorithm.sac;

import org.jspecify.annotations.NullMarked;
