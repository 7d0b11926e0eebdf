package dev.sinew.trainer.remote;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the learner has acknowledged, as anyone at the broker hears it.
final class Acknowledged {
    private final Map<BootId, Long> durable = new ConcurrentHashMap<>();
    private final AtomicLong advances = new AtomicLong();

    void arrived(byte[] payload) {
        ExperienceAck ack = ExperienceAck.read(payload);
        Long before = durable.put(ack.boot(), Math.max(ack.durable(), durable.getOrDefault(ack.boot(), -1L)));
        if (before == null || before < ack.durable()) {
            advances.incrementAndGet();
        }
    }

    /// {@return how often more was acknowledged than before}
    long advances() {
        return advances.get();
    }

    /// {@return the highest sequence number that was acknowledged, for each boot}
    Map<BootId, Long> durable() {
        return durable;
    }
}
