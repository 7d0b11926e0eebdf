package dev.sinew.runtime.telemetry;

import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bounded queues before a [BrokerLink]: live data (oldest dropped first) and events (kept over a lost link while
/// there is room). Limits how much the link may hold, because Paho's own queue has no bound.
///
/// [#offer] and [#pump] belong to the telemetry thread; completions come from the link's threads.
final class Outbox {
    private final Object lock = new Object();
    private final BrokerLink link;
    private final int liveLimit;
    private final int eventLimit;
    private final int inFlightLimit;
    private final Deque<Message> live = new ArrayDeque<>();
    private final Deque<Message> events = new ArrayDeque<>();
    private int inFlight;
    private long produced;
    private long sent;
    private long dropped;
    private long connections;
    private State seen = State.DOWN;

    /// @param liveLimit live messages that may wait, at least 1
    /// @param eventLimit events and retained messages that may wait, at least 1
    /// @param inFlightLimit messages the link may hold, at least 1 and below the broker's receive maximum
    Outbox(BrokerLink link, int liveLimit, int eventLimit, int inFlightLimit) {
        if (liveLimit < 1 || eventLimit < 1 || inFlightLimit < 1) {
            throw new IllegalArgumentException("outbox limits must be at least 1, were " + liveLimit + ", " + eventLimit
                    + " and " + inFlightLimit);
        }
        this.link = link;
        this.liveLimit = liveLimit;
        this.eventLimit = eventLimit;
        this.inFlightLimit = inFlightLimit;
    }

    /// Queues a message; a full queue gives up its oldest.
    void offer(Message message) {
        synchronized (lock) {
            produced++;
            Deque<Message> queue = message.delivery() == Delivery.LIVE ? live : events;
            if (queue.size() == (message.delivery() == Delivery.LIVE ? liveLimit : eventLimit)) {
                queue.removeFirst();
                dropped++;
            }
            queue.addLast(message);
        }
    }

    /// Hands queued messages to the link while it is up and has room, events first.
    ///
    /// @return whether the link came up since the last call: time for the birth message
    boolean pump() {
        State now = link.state();
        boolean cameUp = now == State.UP && seen != State.UP;
        if (cameUp) {
            connections++;
        }
        seen = now;
        while (now == State.UP && handOver()) {
            now = link.state();
        }
        return cameUp;
    }

    private boolean handOver() {
        Message message;
        synchronized (lock) {
            if (inFlight >= inFlightLimit) {
                return false;
            }
            Message event = events.pollFirst();
            message = event != null ? event : live.pollFirst();
            if (message == null) {
                return false;
            }
            inFlight++;
        }
        if (!link.publish(message, new Tracked(message))) {
            giveBack(message);
            return false;
        }
        return true;
    }

    /// {@return what came of messages so far}
    Counters counters() {
        synchronized (lock) {
            long queued = (long) live.size() + events.size() + inFlight;
            return new Counters(produced, sent, dropped, queued, Math.max(0, connections - 1));
        }
    }

    /// Gives up everything that waits or is in flight: the link is closed for good.
    void abandon() {
        synchronized (lock) {
            dropped += live.size() + events.size();
            live.clear();
            events.clear();
        }
    }

    /// {@return whether nothing waits and nothing is in flight}
    boolean empty() {
        synchronized (lock) {
            return live.isEmpty() && events.isEmpty() && inFlight == 0;
        }
    }

    /// An event goes back to the head of its queue when it has room; live data is given up.
    private void giveBack(Message message) {
        synchronized (lock) {
            inFlight--;
            if (message.delivery() != Delivery.LIVE && events.size() < eventLimit) {
                events.addFirst(message);
            } else {
                dropped++;
            }
        }
    }

    /// Counts the end of one message, once.
    private final class Tracked implements BrokerLink.Completion {
        private final Message message;
        private final AtomicBoolean ended = new AtomicBoolean();

        Tracked(Message message) {
            this.message = message;
        }

        @Override
        public void delivered() {
            if (ended.compareAndSet(false, true)) {
                synchronized (lock) {
                    inFlight--;
                    sent++;
                }
            }
        }

        @Override
        public void failed() {
            if (ended.compareAndSet(false, true)) {
                giveBack(message);
            }
        }
    }
}
