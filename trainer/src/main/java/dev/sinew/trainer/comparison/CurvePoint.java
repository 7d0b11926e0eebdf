package dev.sinew.trainer.comparison;

/// One evaluation in the course of a training.
///
/// @param steps environment steps so far
/// @param seconds wall-clock time of the training so far, s
/// @param mean mean return of its episodes
/// @param std standard deviation of their returns
public record CurvePoint(long steps, double seconds, double mean, double std) {}
