/// Learning curves of several trainings side by side: their means, how sure they are, a table of numbers that a
/// repository can keep, and the plot made from it.
///
/// Runs of one task and algorithm form a group. A group is judged by the interquartile mean over its seeds with a
/// bootstrap interval (Agarwal et al., *Deep Reinforcement Learning at the Edge of the Statistical Precipice*,
/// NeurIPS 2021, section 4). Only evaluations on held-out episodes count, and what a run ended with is kept apart
/// from the best it ever had.
@NullMarked
package dev.sinew.trainer.comparison;

import org.jspecify.annotations.NullMarked;
