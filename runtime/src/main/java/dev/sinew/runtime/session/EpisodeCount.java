package dev.sinew.runtime.session;

/// Episodes of a run.
///
/// @param begun times that the policy took over
/// @param stopped those that the gate ended for the robot's own motion and that another could follow
public record EpisodeCount(int begun, int stopped) {}
