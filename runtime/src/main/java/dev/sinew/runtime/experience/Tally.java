package dev.sinew.runtime.experience;

import dev.sinew.config.experience.ExperienceCounters;

/// Where each transition is. Each step is one change under one lock, so that every snapshot adds up. Any thread,
/// none of them the loop's.
final class Tally {
    private final Object lock = new Object();
    private final long recovered;
    private long produced;
    private long delivered;
    private long spooled;
    private long queued;
    private long dropped;
    private long published;
    private long acksRefused;

    /// @param recovered transitions that the spool held when it was opened
    Tally(long recovered) {
        this.recovered = recovered;
        spooled = recovered;
    }

    void produced() {
        synchronized (lock) {
            produced++;
            queued++;
        }
    }

    void spooled(long count) {
        synchronized (lock) {
            queued -= count;
            spooled += count;
        }
    }

    /// Given up before they reached the spool.
    void dropped(long count) {
        synchronized (lock) {
            queued -= count;
            dropped += count;
        }
    }

    /// Damaged in the spool.
    void damaged(long count) {
        synchronized (lock) {
            spooled -= count;
            dropped += count;
        }
    }

    void delivered(long count) {
        synchronized (lock) {
            spooled -= count;
            delivered += count;
        }
    }

    void published() {
        synchronized (lock) {
            published++;
        }
    }

    void ackRefused() {
        synchronized (lock) {
            acksRefused++;
        }
    }

    ExperienceCounters counters(long unfinished) {
        synchronized (lock) {
            return new ExperienceCounters(
                    recovered, produced, delivered, spooled, queued, dropped, unfinished, published, acksRefused);
        }
    }
}
