package dev.sinew.config.experience;

/// What became of transitions so far; `recovered + produced = delivered + spooled + queued + dropped` holds in every
/// snapshot.
///
/// @param recovered found in the spool of earlier runs
/// @param produced made in this run
/// @param delivered acknowledged by the learner as durable
/// @param spooled on the disk, not acknowledged
/// @param queued in a batch that is still collected, or waits for the disk
/// @param dropped given up: queue or spool full, disk failed, damaged on the disk
/// @param unfinished steps of the policy that could not become a transition
/// @param published batches handed to the broker, each as often as it was
/// @param acksRefused answers that are none, or name what was never sent
public record ExperienceCounters(
        long recovered,
        long produced,
        long delivered,
        long spooled,
        long queued,
        long dropped,
        long unfinished,
        long published,
        long acksRefused) {}
