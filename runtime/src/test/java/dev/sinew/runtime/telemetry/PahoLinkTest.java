package dev.sinew.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.telemetry.BrokerLink.State;
import dev.sinew.runtime.telemetry.Message.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PahoLinkTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Message will = new Message("robots/r/status", utf8("{\"state\":\"offline\"}"), Delivery.RETAINED);

    @TempDir
    Path folder;

    @Test
    void deliversToAnIndependentSubscriber() throws Exception {
        try (var broker = new Mosquitto(folder)) {
            var link = new PahoLink(broker.uri(), "r", will, 5);
            var outbox = new Outbox(link, 10, 10, 8);
            link.connect();
            Mosquitto.await(SOON, () -> link.state() == State.UP);
            Process subscriber = broker.subscribe("robots/#", 2);
            outbox.offer(new Message("robots/r/birth", utf8("born"), Delivery.RETAINED));
            outbox.offer(new Message("robots/r/event", utf8("hello"), Delivery.RETAINED));
            outbox.pump();

            String seen = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(seen.contains("robots/r/birth born") && seen.contains("robots/r/event hello"), seen);
            Mosquitto.await(SOON, outbox::empty);
            assertEquals(new Counters(2, 2, 0, 0, 0), outbox.counters());
            link.close(1000);
        }
    }

    @Test
    void reportsWhatALostConnectionHeldAndConnectsAnew() throws Exception {
        try (var broker = new Mosquitto(folder)) {
            var link = new PahoLink(broker.uri(), "r", will, 5);
            var outbox = new Outbox(link, 10, 10, 8);
            link.connect();
            Mosquitto.await(SOON, () -> link.state() == State.UP);
            outbox.pump();
            broker.kill();
            Mosquitto.await(SOON, () -> link.state() == State.DOWN);
            outbox.offer(new Message("robots/r/event", utf8("kept"), Delivery.EVENT));
            outbox.pump();
            assertEquals(new Counters(1, 0, 0, 1, 0), outbox.counters());

            broker.restart();
            Mosquitto.await(SOON, () -> {
                link.connect();
                return link.state() == State.UP;
            });
            assertTrue(outbox.pump(), "it is a new connection");
            Mosquitto.await(SOON, outbox::empty);

            assertEquals(new Counters(1, 1, 0, 0, 1), outbox.counters());
            link.close(1000);
        }
    }

    @Test
    void saysWhyThereIsNoConnection() throws Exception {
        int port = Mosquitto.freePort();
        var link = new PahoLink("tcp://127.0.0.1:" + port, "r", will, 5);
        link.connect();
        Mosquitto.await(SOON, () -> link.state() == State.DOWN);

        assertTrue(link.lastFailure().startsWith("cannot connect to tcp://127.0.0.1:" + port), link.lastFailure());
    }

    @Test
    void holdsNoMoreThanItsLimitForABrokerThatStopsReading() throws Exception {
        try (var stalled = new StalledBroker()) {
            var link = new PahoLink("tcp://127.0.0.1:" + stalled.port(), "r", will, 60);
            var outbox = new Outbox(link, 10, 10, 8);
            link.connect();
            Mosquitto.await(SOON, () -> link.state() == State.UP);
            for (int i = 0; i < 20_000; i++) {
                outbox.offer(new Message("robots/r/stream", new byte[4000], Delivery.LIVE));
                outbox.pump();
            }

            Counters now = outbox.counters();
            assertEquals(20_000, now.produced());
            assertEquals(now.produced(), now.sent() + now.dropped() + now.queued());
            assertTrue(now.queued() <= 18, now.toString());
            assertTrue(now.dropped() > 10_000, now.toString());
            link.close(100);
            Mosquitto.await(SOON, () -> outbox.counters().queued() <= 10);
            assertEquals(State.DOWN, link.state());
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Answers CONNECT with CONNACK (MQTT 5, section 3.2: 20 03 00 00 00) and never reads again.
    private static final class StalledBroker implements AutoCloseable {
        private final ServerSocket server;
        private volatile @Nullable Socket peer;

        StalledBroker() throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            server.setReceiveBufferSize(4096);
            Thread.ofVirtual().start(this::answerOnce);
        }

        int port() {
            return server.getLocalPort();
        }

        private void answerOnce() {
            try {
                Socket accepted = server.accept();
                peer = accepted;
                InputStream in = accepted.getInputStream();
                assertEquals(0x10, in.read(), "CONNECT");
                in.readNBytes(in.read());
                OutputStream out = accepted.getOutputStream();
                out.write(new byte[] {0x20, 3, 0, 0, 0});
                out.flush();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            Socket accepted = peer;
            if (accepted != null) {
                accepted.close();
            }
        }
    }
}
