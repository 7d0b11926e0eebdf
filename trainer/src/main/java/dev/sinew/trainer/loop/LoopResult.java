package dev.sinew.trainer.loop;

import java.util.Optional;

/// How a training ended.
///
/// @param outcome why
/// @param steps environment steps done in all
/// @param best policy met; empty when none was evaluated
public record LoopResult(LoopOutcome outcome, long steps, Optional<BestPolicy> best) {}
