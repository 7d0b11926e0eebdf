package dev.sinew.runtime.session;

import java.nio.file.Path;
import java.util.Optional;

/// What a run is asked for.
///
/// @param seconds of active time after which it ends, 0 for no end
/// @param record where the flight record goes; empty for none
/// @param mqtt broker, `tcp://host:port`; empty for no telemetry
/// @param realTime whether the loop asks for a real-time class and locked memory; what is refused is reported, not
///     fatal
/// @param episodeSeconds active time after which a robot that comes to rest by itself begins anew, s; 0 for a run of
///     one episode. The gate's stops for its own motion do not end such a run either
/// @param remote who may command it over the broker
/// @param learning what learns from it; empty for nothing
public record SessionSettings(
        double seconds,
        Optional<Path> record,
        Optional<String> mqtt,
        boolean realTime,
        double episodeSeconds,
        Remote remote,
        Optional<Learning> learning) {
    /// Refuses a time that is none.
    public SessionSettings {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("seconds must be 0 or more and finite, was " + seconds);
        }
        if (!(episodeSeconds >= 0) || Double.isInfinite(episodeSeconds)) {
            throw new IllegalArgumentException(
                    "seconds of an episode must be 0 or more and finite, was " + episodeSeconds);
        }
    }

    /// What a run is asked for that can be stopped from afar, and told nothing else.
    ///
    /// @param seconds of active time after which it ends, 0 for no end
    /// @param record where the flight record goes; empty for none
    /// @param mqtt broker; empty for no telemetry
    /// @param realTime whether the loop asks for a real-time class and locked memory
    /// @param episodeSeconds active time of an episode, s; 0 for a run of one
    public SessionSettings(
            double seconds, Optional<Path> record, Optional<String> mqtt, boolean realTime, double episodeSeconds) {
        this(seconds, record, mqtt, realTime, episodeSeconds, Remote.stopOnly(), Optional.empty());
    }

    /// {@return the same with others who may command it}
    ///
    /// @param others who they are
    public SessionSettings with(Remote others) {
        return new SessionSettings(seconds, record, mqtt, realTime, episodeSeconds, others, learning);
    }

    /// {@return the same with something that learns from the run}
    ///
    /// @param learner what it is
    public SessionSettings with(Learning learner) {
        return new SessionSettings(seconds, record, mqtt, realTime, episodeSeconds, remote, Optional.of(learner));
    }
}
