package dev.sinew.trainer.loop;

import dev.sinew.trainer.evaluation.Evaluation;

/// The best policy met so far.
///
/// @param steps environment steps it had learned from
/// @param evaluation that found it best
public record BestPolicy(long steps, Evaluation evaluation) {}
