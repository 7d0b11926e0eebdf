/// Gymnasium 1.4.0's MuJoCo v5 tasks and Pendulum-v1, equal to the originals bit for bit: observation, reward, each
/// reward term and termination.
///
/// A task is data: parts of the observation, reward terms, conditions and a start, each a sealed type that is bound
/// to the worlds of a batch once. The order of each sum and the width of each number follow NumPy's, since a bit that
/// differs in a reward is a task that differs. Only the noise of a start is drawn from streams of our own.
@NullMarked
package dev.sinew.sim.task.gymnasium;

import org.jspecify.annotations.NullMarked;
