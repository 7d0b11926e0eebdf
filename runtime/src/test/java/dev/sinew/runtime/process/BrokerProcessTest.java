package dev.sinew.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sinew.runtime.process.Subscriber.Seen;
import dev.sinew.runtime.recorder.McapReader;
import dev.sinew.runtime.recorder.McapVisitor;
import dev.sinew.runtime.telemetry.Mosquitto;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The robot's program as a real process, mosquitto as its broker, `mosquitto_sub` as the one who looks. In real
/// time, hence by name: see the module's README. A machine that is so busy that the supervisor stops the robot fails
/// these tests.
@Tag("long")
class BrokerProcessTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder = Path.of("");

    @Test
    void anIndependentClientSeesEveryTopicInItsShape() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                Subscriber subscriber = new Subscriber(broker, folder.resolve("seen"));
                RobotProcess robot = RobotProcess.start(folder, "--mqtt", broker.uri(), "--seconds", "3")) {
            assertEquals(0, robot.end(), robot.out() + robot.err());
            assertEquals("", robot.err());
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("offline"));

            List<Seen> status = subscriber.seen("status");
            assertEquals("online", json(status.getFirst()).get("state").asText());
            JsonNode birth = json(subscriber.seen("birth").getFirst());
            String session = birth.get("session").asText();
            assertEquals(session, json(status.getLast()).get("session").asText());
            assertEquals(100, birth.get("rate_hz").asInt());
            assertEquals(
                    MqttTelemetry.KEEP_ALIVE_SECONDS, birth.get("keep_alive_s").asInt());
            assertEquals("left_wheel", birth.get("joints").get(0).get("name").asText());
            JsonNode state = json(subscriber.seen("tlm/state").getLast());
            for (String key : List.of("timestamp", "tilt", "q/left_wheel", "dq/right_wheel", "target/left_wheel")) {
                assertTrue(state.get(key).isFloatingPointNumber(), key + " in " + state);
            }
            assertTrue(subscriber.seen("tlm/health").size() >= 3);
            subscriber.seen("tlm/health").forEach(this::assertExact);
            assertTrue(
                    subscriber.seen("event").stream().anyMatch(one -> one.text().contains("active")));
            assertStream(subscriber.seen("stream/control"));
            try (Subscriber late = new Subscriber(broker, folder.resolve("late"))) {
                Mosquitto.await(SOON, () -> late.seen().size() >= 2);
                Set<String> kept = Set.of("robots/balancer/status", "robots/balancer/birth");
                assertTrue(late.seen().stream().allMatch(one -> one.retained() && kept.contains(one.topic())));
            }
        }
    }

    /// Arrays of maps (RFC 8949 section 3.1), 100 ticks a second in 20 messages: five maps, each with its time first.
    private static void assertStream(List<Seen> messages) {
        assertTrue(messages.size() > 60, messages.size() + " messages");
        for (Seen message : messages.subList(1, messages.size() - 1)) {
            byte[] bytes = message.payload();
            assertEquals(0x85, bytes[0] & 0xFF, "array of five");
            assertEquals(0xAF, bytes[1] & 0xFF, "map of fifteen");
            assertEquals(0x69, bytes[2] & 0xFF, "text of nine: timestamp");
            assertEquals(0xFB, bytes[12] & 0xFF, "float64");
        }
    }

    @Test
    void theWillComesWithinASecondOfAKilledRobot() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                Subscriber subscriber = new Subscriber(broker, folder.resolve("seen"));
                RobotProcess robot = RobotProcess.start(folder, "--mqtt", broker.uri())) {
            robot.active();
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("online"));
            String session =
                    json(subscriber.seen("birth").getFirst()).get("session").asText();
            double killed = System.currentTimeMillis() * 1e-3;
            robot.signal("KILL");
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("offline"));

            Seen will = subscriber.seen("status").getLast();
            System.out.printf("will after kill -9: %.3f s%n", will.seconds() - killed);
            assertTrue(will.seconds() - killed <= 1, will.seconds() - killed + " s");
            assertEquals(session, json(will).get("session").asText());
        }
    }

    @Test
    void theWillOfAStoppedProcessComesOnceTheBrokerMissesItsKeepAlive() throws Exception {
        try (Mosquitto broker = new Mosquitto(folder);
                Subscriber subscriber = new Subscriber(broker, folder.resolve("seen"));
                RobotProcess robot = RobotProcess.start(folder, "--mqtt", broker.uri())) {
            robot.active();
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("online"));
            double stopped = System.currentTimeMillis() * 1e-3;
            robot.signal("STOP");
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("offline"));

            double seconds = subscriber.seen("status").getLast().seconds() - stopped;
            System.out.printf("will after SIGSTOP: %.3f s%n", seconds);
            assertTrue(seconds <= 1.5 * MqttTelemetry.KEEP_ALIVE_SECONDS, seconds + " s");
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalStopsTheRobotAndClosesItsRecordBeforeTheProcessEnds(String signal, int code) throws Exception {
        Path record = folder.resolve("flight.mcap");
        Path figures = folder.resolve("figures.json");
        try (Mosquitto broker = new Mosquitto(folder);
                Subscriber subscriber = new Subscriber(broker, folder.resolve("seen"));
                RobotProcess robot = RobotProcess.start(
                        folder, "--mqtt", broker.uri(), "--record", "" + record, "--json", "" + figures)) {
            robot.active();
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("online"));
            robot.signal(signal);

            assertEquals(code, robot.end(), robot.out() + robot.err());
            assertTrue(robot.out().contains("process asked to end"), robot.out());
            assertTrue(robot.out().contains("stopped"), robot.out());
            assertTrue(robot.out().contains("flight record"), robot.out());
            assertEquals("", robot.err());
            Mosquitto.await(SOON, () -> state(subscriber.seen("status")).equals("offline"));
            JsonNode told = json.readTree(Files.readString(figures));
            assertEquals(told.get("recorded_ticks").asLong(), ticks(record));
            assertEquals(0, told.get("mqtt.queued").asLong());
            assertEquals(
                    told.get("mqtt.produced").asLong(),
                    told.get("mqtt.sent").asLong() + told.get("mqtt.dropped").asLong());
        }
    }

    @Test
    void aRunWithoutItsBrokerGoesOnAndSaysSo() throws Exception {
        Path figures = folder.resolve("figures.json");
        String uri = "tcp://127.0.0.1:" + Mosquitto.freePort();
        try (RobotProcess robot =
                RobotProcess.start(folder, "--mqtt", uri, "--seconds", "2", "--json", figures.toString())) {
            assertEquals(0, robot.end(), robot.out() + robot.err());
            assertTrue(
                    robot.err()
                            .matches("sinew: MQTT: cannot connect to " + uri + ": .*; the run goes on, messages are"
                                    + " counted, trying again every second\n"),
                    robot.err());
            JsonNode told = json.readTree(Files.readString(figures));
            assertTrue(told.get("mqtt.produced").asLong() > 80, told.toString());
            assertEquals(0, told.get("mqtt.sent").asLong());
            assertEquals(told.get("mqtt.produced"), told.get("mqtt.dropped"));
        }
    }

    private static long ticks(Path record) throws IOException {
        int[] channel = {-1};
        long[] ticks = new long[1];
        McapReader.End end = McapReader.scan(record, new McapVisitor() {
            @Override
            public void channel(int id, int schema, String topic) {
                channel[0] = topic.equals("/tick") ? id : channel[0];
            }

            @Override
            public void message(int id, long sequence, long time, java.nio.ByteBuffer payload) {
                ticks[0] += id == channel[0] ? 1 : 0;
            }
        });
        assertEquals(McapReader.End.WHOLE, end);
        return ticks[0];
    }

    private void assertExact(Seen health) {
        JsonNode told = json(health);
        assertEquals(
                told.get("produced").asLong(),
                told.get("sent").asLong()
                        + told.get("dropped").asLong()
                        + told.get("queued").asLong());
    }

    private String state(List<Seen> status) {
        return status.isEmpty() ? "" : json(status.getLast()).get("state").asText();
    }

    private JsonNode json(Seen message) {
        try {
            return json.readTree(message.payload());
        } catch (IOException garbled) {
            throw new AssertionError(message.text(), garbled);
        }
    }
}
