package dev.sinew.runtime.session;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.shadow.Divergence;
import dev.sinew.runtime.telemetry.Counters;
import java.util.List;
import java.util.Optional;

/// What became of a run. Every figure is of the ticks since the robot became active, unless it says otherwise.
///
/// @param ticks all ticks, from the first
/// @param missed ticks skipped because their time had passed, from the first
/// @param activeSeconds time the policy drove the robot, s
/// @param fault what stopped the robot; [Fault#NONE] when it was asked to stop
/// @param reason why it ended, for people
/// @param timing of the active ticks
/// @param telemetry what came of messages; empty without a broker
/// @param episodes how often the policy took over, and how it was stopped in between
/// @param shadow how far a second policy would have acted otherwise, from the first tick; empty without one
/// @param recordedTicks ticks in the flight record
/// @param events what happened, a line each; unmodifiable
/// @param experience what became of transitions; empty when none left the process
public record SessionReport(
        long ticks,
        long missed,
        double activeSeconds,
        Fault fault,
        String reason,
        TickStatistics timing,
        Optional<Counters> telemetry,
        EpisodeCount episodes,
        Optional<Divergence> shadow,
        long recordedTicks,
        List<String> events,
        Optional<ExperienceCounters> experience) {}
