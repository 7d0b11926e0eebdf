package dev.sinew.runtime.telemetry;

import dev.sinew.hal.safety.Fault;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickEvents;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.telemetry.BrokerLink.State;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Publishes the journal over MQTT 5, on a thread of its own. A broker that is slow, stalled or gone costs messages,
/// which are counted, and never a tick.
///
/// | topic below `robots/<id>/` | quality, retained | when                                             |
/// |----------------------------|-------------------|--------------------------------------------------|
/// | `status`                   | 1, yes; the will  | on connection, fault, emergency stop and end     |
/// | `birth`                    | 1, yes            | each connection                                  |
/// | `tlm/state`                | 0, no             | 10 Hz, JSON                                      |
/// | `tlm/health`               | 0, no             | 1 Hz, JSON                                       |
/// | `stream/control`           | 0, no             | 20 Hz, CBOR, every tick since the last           |
/// | `event`                    | 1, no             | as it happens, JSON                              |
///
/// What it listens to is an [Inbox]'s.
public final class MqttTelemetry implements AutoCloseable {
    /// The robot's keep-alive, as the birth message states it: whoever has heard nothing for 1.5 of it, 10.5 s, has
    /// been told by the broker that the robot is offline.
    public static final int KEEP_ALIVE_SECONDS = 7;

    /// What the broker is asked for, so that the robot's keep-alive holds at a broker that looks late. Mosquitto
    /// 2.0.11 looks for silent clients every 6 s, counts whole seconds, and wants more than 1.5 of what was asked
    /// for (`src/keepalive.c`): 3 + 1 + 6 s. A second less, and a hiccup of the network would be a lost robot.
    private static final int ASKED_SECONDS = 2;

    private static final int LIVE_LIMIT = 64;
    private static final int EVENT_LIMIT = 256;
    private static final int IN_FLIGHT_LIMIT = 16; // below the receive maximum of common brokers (20)
    private static final long POLL_NANOS = 5_000_000;
    private static final long RETRY_NANOS = 1_000_000_000;
    private static final long FLUSH_NANOS = 1_000_000_000;
    private static final int STATE_HERTZ = 10;
    private static final int STREAM_HERTZ = 20;

    private final JournalReader journal;
    private final TelemetrySession session;
    private final BrokerLink link;
    private final String uri;
    private final Outbox outbox;
    private final Payloads payloads;
    private final TickEvents events;
    private final TickStatistics window = new TickStatistics();
    private final Thread thread;
    private final Listener listener;
    private final HealthSources beside;
    private final BlockingQueue<Message> answers = new ArrayBlockingQueue<>(EVENT_LIMIT);
    private int streamed;
    private String status = "online";
    private long nextAttempt = Long.MIN_VALUE;
    private volatile boolean stopping;
    private volatile boolean renamed;
    private boolean up;
    private boolean told;

    /// Told, on the publisher's thread, how the connection stands: once each time that changes.
    public interface Listener {
        /// Messages reach the broker from now on.
        ///
        /// @param uri of the broker
        void connected(String uri);

        /// There is no connection; messages are counted and given up, and it is tried again every second.
        ///
        /// @param why with the address of the broker
        void disconnected(String why);
    }

    /// Starts to publish.
    ///
    /// @param journal a reader for this publisher alone
    /// @param session what it says about itself
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param listener told how the connection stands
    /// @return the publisher, running
    public static MqttTelemetry start(JournalReader journal, TelemetrySession session, String uri, Listener listener) {
        return start(journal, session, uri, listener, Inbox.none(), HealthSources.none());
    }

    /// Starts to publish and to listen.
    ///
    /// @param journal a reader for this publisher alone
    /// @param session what it says about itself
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param listener told how the connection stands
    /// @param inbox takes what others send; a broker that does not let the robot listen counts as none
    /// @return the publisher, running
    public static MqttTelemetry start(
            JournalReader journal, TelemetrySession session, String uri, Listener listener, Inbox inbox) {
        return start(journal, session, uri, listener, inbox, HealthSources.none());
    }

    /// Starts to publish and to listen, and says in `tlm/health` what a run has beside its loop.
    ///
    /// @param journal a reader for this publisher alone
    /// @param session what it says about itself
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param listener told how the connection stands
    /// @param inbox takes what others send; a broker that does not let the robot listen counts as none
    /// @param beside the loop, read every second
    /// @return the publisher, running
    public static MqttTelemetry start(
            JournalReader journal,
            TelemetrySession session,
            String uri,
            Listener listener,
            Inbox inbox,
            HealthSources beside) {
        MqttTelemetry telemetry = new MqttTelemetry(journal, session, uri, listener, inbox, beside);
        telemetry.thread.start();
        return telemetry;
    }

    private MqttTelemetry(
            JournalReader journal,
            TelemetrySession session,
            String uri,
            Listener listener,
            Inbox inbox,
            HealthSources beside) {
        this.beside = beside;
        this.journal = journal;
        this.session = session;
        Message will = new Payloads(session).status("offline", System.currentTimeMillis() * 1e-3);
        String clientId = session.robot().name() + "-" + session.session();
        link = new PahoLink(uri, clientId, Optional.of(will), ASKED_SECONDS, new Incoming(inbox));
        this.uri = uri;
        this.listener = listener;
        outbox = new Outbox(link, LIVE_LIMIT, EVENT_LIMIT, IN_FLIGHT_LIMIT);
        payloads = new Payloads(session);
        events = new TickEvents(session.robot().periodNanos(), this::event);
        thread = Thread.ofPlatform().daemon().name("mqtt").unstarted(this::run);
    }

    private void run() {
        boolean last = false;
        while (!last) {
            last = stopping || journal.finished();
            while (journal.poll()) {
                publish(journal.tick());
            }
            journal.notes(this::event);
            attend();
            if (!last) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        sayGoodbye();
    }

    /// Keeps the connection and hands over what waits.
    private void attend() {
        for (Message answer = answers.poll(); answer != null; answer = answers.poll()) {
            outbox.offer(answer);
        }
        long now = System.nanoTime();
        if (link.state() == State.DOWN && now >= nextAttempt) {
            nextAttempt = now + RETRY_NANOS;
            link.connect();
        }
        tell(link.state());
        if (renamed) {
            renamed = false;
            outbox.offer(payloads.birth(now()));
        }
        if (outbox.pump()) {
            outbox.offer(payloads.birth(now()));
            outbox.offer(payloads.status(status, now()));
            outbox.pump();
        }
    }

    private void tell(State state) {
        if (state == State.UP && !up) {
            up = true;
            told = true;
            listener.connected(uri);
        } else if (state == State.DOWN && (up || !told) && !link.lastFailure().isEmpty()) {
            up = false;
            told = true;
            listener.disconnected(link.lastFailure());
        }
    }

    private void answer(String topic, JsonObject content) {
        answers.offer(payloads.answer(topic, content, now())); // a full queue: nobody could read so many
    }

    /// Hands messages of the robot's topics to the inbox.
    private final class Incoming implements Arrivals {
        private final Inbox inbox;

        Incoming(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public Map<String, Boolean> topics() {
            return inbox.topics().stream()
                    .collect(Collectors.toMap(topic -> session.topic(topic.name()), Inbox.Topic::marksRetained));
        }

        @Override
        public void arrived(String topic, byte[] payload, boolean retained) {
            String name = topic.substring(session.topic("").length());
            inbox.arrived(name, payload, retained, MqttTelemetry.this::answer);
        }
    }

    /// Says that another policy answers: the birth message is published anew. Of any thread.
    ///
    /// @param id of its bundle
    public void policyId(String id) {
        payloads.policyId(id);
        renamed = true;
    }

    private double now() {
        return session.timestamp(System.nanoTime());
    }

    private void publish(TickRecord tick) {
        int rate = session.robot().rateHertz();
        events.look(tick);
        window.add(tick);
        payloads.addToStream(tick);
        streamed++;
        if (tick.tick() % every(rate, STREAM_HERTZ) == 0) {
            outbox.offer(payloads.stream(streamed));
            streamed = 0;
        }
        if (tick.tick() % every(rate, STATE_HERTZ) == 0) {
            outbox.offer(payloads.state(tick));
        }
        if (tick.tick() % rate == rate - 1) {
            outbox.offer(
                    payloads.health(window, journal.lost(), outbox.counters(), beside, session.timestamp(tick.due())));
            window.clear();
        }
    }

    private static int every(int rate, int hertz) {
        return Math.max(1, rate / hertz);
    }

    private void event(TickEvent event) {
        outbox.offer(payloads.event(event));
        String next =
                switch (event.kind()) {
                    case FAULT -> event.text().equals(Fault.EMERGENCY_STOP.reason()) ? "estop" : "fault";
                    case MODE -> "online";
                    case OVERRUN, PAUSE, LOST, COMMAND, REQUEST, POLICY -> status;
                };
        if (!next.equals(status)) {
            status = next;
            outbox.offer(payloads.status(status, session.timestamp(event.timeNanos())));
        }
    }

    private void sayGoodbye() {
        attend(); // what was answered since
        if (streamed > 0) {
            outbox.offer(payloads.stream(streamed));
        }
        if (link.state() == State.UP) {
            outbox.offer(payloads.status("offline", now()));
            long end = System.nanoTime() + FLUSH_NANOS;
            while (!outbox.empty() && link.state() == State.UP && System.nanoTime() < end) {
                outbox.pump();
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        link.close(FLUSH_NANOS / 1_000_000);
        outbox.abandon();
    }

    /// {@return what came of messages so far}
    public Counters counters() {
        return outbox.counters();
    }

    /// {@return whether the broker is connected}
    public boolean connected() {
        return link.state() == State.UP;
    }

    /// {@return why there is no connection, for people; empty while none failed}
    public String lastFailure() {
        return link.lastFailure();
    }

    /// Publishes what the journal still holds, says goodbye and waits for the thread, two seconds at most.
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(2 * FLUSH_NANOS / 1_000_000 + 500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
