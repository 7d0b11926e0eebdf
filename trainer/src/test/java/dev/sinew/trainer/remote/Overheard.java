package dev.sinew.trainer.remote;

import dev.sinew.runtime.telemetry.BrokerLink;
import java.util.List;

/// What anyone at the broker hears, on a link of its own that is never cut; it is made anew when the broker dies.
final class Overheard implements AutoCloseable {
    private final BrokerLink link;
    private final Thread thread;
    private volatile boolean ending;

    Overheard(String uri, List<BrokerLink.Subscription> subscriptions) {
        link = BrokerLink.listening(uri, "overheard", subscriptions, 5);
        thread = Thread.ofPlatform().daemon().name("overheard").start(this::connect);
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

    @Override
    public void close() {
        ending = true;
        thread.interrupt();
        link.close(500);
    }
}
