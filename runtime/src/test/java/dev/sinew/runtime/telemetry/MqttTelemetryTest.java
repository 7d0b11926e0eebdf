package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.telemetry.Message.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttTelemetryTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int ACTIVE = new Mode.Active().code();

    private final TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 1024);
    private final TelemetrySession session =
            new TelemetrySession(SampleTicks.robot(), "s1", "p1", "test", "00112233445566778899aabbccddeeff", 0);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final MqttTelemetry.Listener told = new MqttTelemetry.Listener() {
        @Override
        public void connected(String uri) {
            said.add("connected to " + uri);
        }

        @Override
        public void disconnected(String why) {
            said.add(why);
        }
    };

    @TempDir
    Path folder;

    @Test
    void anIndependentSubscriberSeesEveryTopic() throws Exception {
        try (var broker = new Mosquitto(folder)) {
            Process subscriber = broker.subscribe("robots/#", 10_000, "-W", "4");
            MqttTelemetry telemetry = MqttTelemetry.start(journal.reader(), session, broker.uri(), told);
            Mosquitto.await(SOON, telemetry::connected);
            for (long tick = 0; tick < 200; tick++) {
                SampleTicks.fill(journal.claim(), tick, ACTIVE);
                journal.publish();
                LockSupport.parkNanos(2_000_000);
            }
            journal.close();
            telemetry.close();

            String seen = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            for (String topic : new String[] {
                "status {\"state\":\"online\"",
                "birth {\"session\":\"s1\"",
                "tlm/state {\"timestamp\":",
                "tlm/health {",
                "stream/control ",
                "event {",
                "status {\"state\":\"offline\""
            }) {
                assertTrue(seen.contains("robots/two-wheels/" + topic), topic + " in " + seen);
            }
            Counters counters = telemetry.counters();
            assertEquals(0, counters.queued());
            assertEquals(counters.produced(), counters.sent() + counters.dropped());
            assertEquals(0, counters.dropped());
            assertEquals(List.of("connected to " + broker.uri()), said);
        }
    }

    @Test
    void theWillIsSeenWhenTheProcessIsGone() throws Exception {
        // a link that is never closed politely stands for a process that was killed: its socket breaks with it
        try (var broker = new Mosquitto(folder)) {
            Message will = new Payloads(session).status("offline", 0);
            var link = new PahoLink(broker.uri(), "two-wheels", will, 5);
            link.connect();
            Mosquitto.await(SOON, () -> link.state() == BrokerLink.State.UP);
            Process subscriber = broker.subscribe("robots/two-wheels/status", 1);
            // the same client id again: the broker ends the first connection as broken (MQTT 5, section 3.1.4)
            var successor = new PahoLink(broker.uri(), "two-wheels", will, 5);
            Mosquitto.await(SOON, () -> {
                successor.connect();
                return link.state() == BrokerLink.State.DOWN;
            });

            String seen = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(seen.contains("\"state\":\"offline\",\"session\":\"s1\""), seen);
            successor.close(500);
        }
    }

    @Test
    void countsEveryMessageWithoutABroker() throws Exception {
        MqttTelemetry telemetry =
                MqttTelemetry.start(journal.reader(), session, "tcp://127.0.0.1:" + Mosquitto.freePort(), told);
        for (long tick = 0; tick < 1000; tick++) {
            SampleTicks.fill(journal.claim(), tick, ACTIVE);
            journal.publish();
        }
        Mosquitto.await(SOON, () -> !said.isEmpty());
        journal.close();
        telemetry.close();

        Counters counters = telemetry.counters();
        // 100 ticks a second: 200 batches, 100 states, 10 health messages, and the events of the sample ticks
        assertTrue(counters.produced() > 310, counters.toString());
        assertEquals(0, counters.sent());
        assertEquals(counters.produced(), counters.dropped() + counters.queued());
        assertTrue(telemetry.lastFailure().startsWith("cannot connect"), telemetry.lastFailure());
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.getFirst().startsWith("cannot connect to tcp://127.0.0.1:"), said.toString());
    }

    @Test
    void aBatchIsOneCborArrayOfMaps() {
        var payloads = new Payloads(session);
        var tick = new TickRecord(SampleTicks.LAYOUT);
        SampleTicks.fill(tick, 0, ACTIVE);
        payloads.addToStream(tick);
        payloads.addToStream(tick);
        Message message = payloads.stream(2);

        byte[] bytes = message.payload();
        assertEquals(Delivery.LIVE, message.delivery());
        assertEquals(0x82, bytes[0] & 0xFF, "array of two, RFC 8949 section 3.1");
        assertEquals(0xA0 | Payloads.STREAM_FIELDS.size(), bytes[1] & 0xFF, "map of all fields");
    }
}
