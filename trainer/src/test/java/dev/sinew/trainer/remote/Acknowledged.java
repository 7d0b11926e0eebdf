package dev.sinew.trainer.remote;

import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.runtime.telemetry.BrokerLink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What the learner has acknowledged, as anyone at the broker hears it; on a link of its own that is never cut.
final class Acknowledged implements AutoCloseable {
    private final Map<BootId, Long> durable = new ConcurrentHashMap<>();
    private final AtomicLong advances = new AtomicLong();
    private final BrokerLink link;
    private final Thread thread;
    private volatile boolean ending;

    Acknowledged(String uri, ExperienceShape shape) {
        link = BrokerLink.listening(
                uri, "acknowledged", List.of(new BrokerLink.Subscription(shape.ackTopic(), this::arrived)), 5);
        thread = Thread.ofPlatform().daemon().start(this::connect);
    }

    private void connect() {
        try {
            while (!ending) {
                link.connect(); // nothing unless it is down
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrived(byte[] payload) {
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

    @Override
    public void close() {
        ending = true;
        thread.interrupt();
        link.close(500);
    }
}
