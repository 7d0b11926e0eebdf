/// Deep deterministic policy gradient: Lillicrap, Hunt, Pritzel, Heess, Erez, Tassa, Silver and Wierstra, *Continuous
/// Control with Deep Reinforcement Learning*, arXiv:1509.02971v6.
///
/// Reading order: `DdpgSettings`, `DdpgLoss`, `DdpgUpdate` (Algorithm 1), `DdpgAlgorithm`, `DdpgLearner`.
///
/// **Departures from the paper**
///
/// - The defaults are those of the best published results (Tianshou's MuJoCo benchmark): layers of 256 and 256, the
///   action enters the critic's first layer, learning rates of 1e-3, batches of 256, τ 0.005, 25000 random steps before
///   learning, exploration N(0, 0.1²). The paper has 400 and 300, the action in the second layer, batch normalisation,
///   weight decay of 1e-2 on the critic, 1e-4 and 1e-3, 64, τ 0.001, an Ornstein–Uhlenbeck process and last layers
///   drawn from U(±3e-3).
/// - Actions lie in [−1, 1] and all noise is in these units.
/// - A policy delay d may be set; policy and all targets then move in every d-th update, as in TD3.
/// - Observations can be normalised by running statistics that are part of the policy.
/// - A time limit never ends the value of a state. The paper does not say; it is not part of the task.
@NullMarked
package dev.sinew.trainer.algorithm.ddpg;

import org.jspecify.annotations.NullMarked;
