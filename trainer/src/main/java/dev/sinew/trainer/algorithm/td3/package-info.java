/// Twin delayed deep deterministic policy gradient: Fujimoto, van Hoof and Meger, *Addressing Function Approximation
/// Error in Actor-Critic Methods*, arXiv:1802.09477v3.
///
/// Reading order: `Td3Settings`, `Td3Loss`, `SmoothedTargets`, `Td3Update` (Algorithm 1), `Td3Algorithm`, `Td3Learner`.
///
/// **Departures from the paper**
///
/// - The defaults are those of the authors' later code: layers of 256 and 256, learning rates of 3e-4, batches of 256,
///   25000 random steps before learning. With them the best results with a description were published (Tianshou's
///   MuJoCo benchmark). The paper has 400 and 300, 1e-3, 100, and 10000.
/// - Actions lie in [−1, 1] and all noise is in these units; the paper scales it by the largest action.
/// - The policy is updated in the updates d, 2d, …; the paper's Algorithm 1 counts its steps from 1, the authors' code
///   from 0.
/// - An update follows each step of all worlds; the authors' first code learned when an episode had ended.
/// - Observations can be normalised by running statistics that are part of the policy. The paper has none; robots mix
///   units, and a policy must work without a second file.
/// - A time limit never ends the value of a state, as in the authors' code.
@NullMarked
package dev.sinew.trainer.algorithm.td3;

import org.jspecify.annotations.NullMarked;
