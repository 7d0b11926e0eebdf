package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.telemetry.Message.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final FakeLink link = new FakeLink();
    private final Outbox outbox = new Outbox(link, 3, 2, 2);

    @Test
    void dropsTheOldestLiveMessageWhenTheQueueIsFull() {
        for (int i = 0; i < 5; i++) {
            outbox.offer(live("m" + i));
        }
        link.state = BrokerLink.State.UP;
        outbox.pump();

        assertEquals(List.of("m2", "m3"), link.topics(), "3 wait, 2 may be in flight");
        assertEquals(new Counters(5, 0, 2, 3, 0), outbox.counters());
    }

    @Test
    void sendsEventsBeforeLiveData() {
        outbox.offer(live("live"));
        outbox.offer(event("event"));
        link.state = BrokerLink.State.UP;
        outbox.pump();

        assertEquals(List.of("event", "live"), link.topics());
    }

    @Test
    void keepsAnEventThatItsConnectionLost() {
        link.state = BrokerLink.State.UP;
        outbox.offer(event("fault"));
        outbox.pump();
        link.failAll();
        assertEquals(new Counters(1, 0, 0, 1, 0), outbox.counters());

        outbox.pump();
        link.deliverAll();

        assertEquals(List.of("fault", "fault"), link.topics());
        assertEquals(new Counters(1, 1, 0, 0, 0), outbox.counters());
    }

    @Test
    void givesUpLiveDataThatItsConnectionLost() {
        link.state = BrokerLink.State.UP;
        outbox.offer(live("a"));
        outbox.pump();
        link.failAll();

        assertEquals(new Counters(1, 0, 1, 0, 0), outbox.counters());
        assertTrue(outbox.empty());
    }

    @Test
    void countsAnEndingOnceHoweverOftenItIsReported() {
        link.state = BrokerLink.State.UP;
        outbox.offer(live("a"));
        outbox.pump();
        BrokerLink.Completion completion = link.completions.getFirst();
        completion.delivered();
        completion.failed();
        completion.delivered();

        assertEquals(new Counters(1, 1, 0, 0, 0), outbox.counters());
    }

    @Test
    void saysWhenTheLinkCameUp() {
        assertFalse(outbox.pump());
        link.state = BrokerLink.State.UP;
        assertTrue(outbox.pump());
        assertFalse(outbox.pump());
        link.state = BrokerLink.State.DOWN;
        assertFalse(outbox.pump());
        link.state = BrokerLink.State.UP;
        assertTrue(outbox.pump());
        assertEquals(1, outbox.counters().reconnects());
    }

    @Test
    void accountsForEveryMessageWhateverTheLinkDoes() {
        var random = new Random(7);
        List<BrokerLink.State> states = List.of(BrokerLink.State.values());
        for (int i = 0; i < 100_000; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> outbox.offer(random.nextBoolean() ? live("l") : event("e"));
                case 2 -> outbox.pump();
                case 3 -> link.endOne(random);
                case 4 -> link.state = states.get(random.nextInt(states.size()));
                case 5 -> link.refuse = random.nextInt(4) == 0;
                default -> throw new AssertionError();
            }
            Counters now = outbox.counters();
            assertEquals(now.produced(), now.sent() + now.dropped() + now.queued());
            assertTrue(now.queued() <= 3 + 2 + 2, "bounded");
        }
        assertTrue(outbox.counters().sent() > 1000 && outbox.counters().dropped() > 1000);
    }

    private static Message live(String topic) {
        return new Message(topic, new byte[0], Delivery.LIVE);
    }

    private static Message event(String topic) {
        return new Message(topic, new byte[0], Delivery.EVENT);
    }

    private static final class FakeLink implements BrokerLink {
        private final List<Message> published = new ArrayList<>();
        private final List<Completion> completions = new ArrayList<>();
        private State state = State.DOWN;
        private boolean refuse;

        @Override
        public State state() {
            return state;
        }

        @Override
        public void connect() {
            state = State.UP;
        }

        @Override
        public boolean publish(Message message, Completion completion) {
            if (refuse) {
                return false;
            }
            published.add(message);
            completions.add(completion);
            return true;
        }

        @Override
        public String lastFailure() {
            return "";
        }

        @Override
        public void close(long millis) {
            state = State.DOWN;
        }

        List<String> topics() {
            return published.stream().map(Message::topic).toList();
        }

        void failAll() {
            completions.forEach(Completion::failed);
            completions.clear();
        }

        void deliverAll() {
            completions.forEach(Completion::delivered);
            completions.clear();
        }

        void endOne(Random random) {
            if (!completions.isEmpty()) {
                Completion completion = completions.remove(random.nextInt(completions.size()));
                if (random.nextBoolean()) {
                    completion.delivered();
                } else {
                    completion.failed();
                }
            }
        }
    }
}
