package dev.sinew.trainer.remote;

/// What became of the messages of a robot.
///
/// @param taken transitions that were learned from, each once
/// @param duplicates transitions that arrived again
/// @param gaps batches that came too early
/// @param lost transitions that the robot cannot send any more
/// @param refused messages that are no batch of this stream
/// @param strangers transitions among those taken in which a policy acted that is not the learner's
public record StreamCounts(long taken, long duplicates, long gaps, long lost, long refused, long strangers) {}
