package dev.sinew.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.protobuf.ProtobufReader;
import dev.sinew.runtime.recorder.McapReader;
import dev.sinew.runtime.recorder.McapVisitor;
import dev.sinew.runtime.telemetry.Mosquitto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One run of the robot's program in which its broker is well and in trouble by turns, five times 30 s each: stalled,
/// going on, killed, started anew, stalled again. Takes five and a half minutes: see the module's README.
@Tag("long")
class BrokerTroubleTest {
    private static final int TURNS = 5;
    private static final int TURN_SECONDS = 30;
    private static final long LATE_NANOS = 1_000_000;
    private static final int ACTIVE = new Mode.Active().code();

    /// Live messages, events and messages in flight, the bounds of the outbox.
    private static final long MOST_QUEUED = 64 + 256 + 16;

    /// Growth of the resident memory after the first turn, in which every kind of trouble occurred once. What the
    /// outbox holds in all is less than a megabyte; the compiler's last code and the allocator's slack are the rest.
    private static final double MOST_GROWTH = 0.1;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Span> spans = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    private long firstKilobytes;
    private long mostKilobytes;
    private long mostThreads;
    private int healths;

    /// A turn, by its Unix times in ns.
    private static final class Span {
        private final boolean trouble;
        private final long from = System.currentTimeMillis() * 1_000_000;
        private long to;
        private long ticks;
        private long late;
        private long worst;

        Span(boolean trouble) {
            this.trouble = trouble;
        }
    }

    @Test
    void aBrokerInTroubleCostsMessagesAndNoTick() throws Exception {
        Path record = folder.resolve("flight.mcap");
        Path figures = folder.resolve("figures.json");
        try (Mosquitto broker = new Mosquitto(folder);
                RobotProcess robot = RobotProcess.start(
                        folder, "--mqtt", broker.uri(), "--record", "" + record, "--json", "" + figures)) {
            robot.active();
            for (int turn = 0; turn < TURNS; turn++) {
                well(broker, robot, turn);
                trouble(broker, robot);
                firstKilobytes = turn == 0 ? mostKilobytes : firstKilobytes;
            }
            robot.signal("TERM");
            assertEquals(143, robot.end(), robot.out() + robot.err());
            count(record);
            tell(json.readTree(Files.readString(figures)), robot);
        }
    }

    private void well(Mosquitto broker, RobotProcess robot, int turn) throws Exception {
        TimeUnit.SECONDS.sleep(5); // of the trouble before nothing is left, and its own end counts as trouble
        Span span = new Span(false);
        try (Subscriber subscriber = new Subscriber(broker, folder.resolve("seen" + turn))) {
            pass(robot, TURN_SECONDS);
            end(span);
            for (Subscriber.Seen health : subscriber.seen("tlm/health")) {
                JsonNode told = json.readTree(health.payload());
                long queued = told.get("queued").asLong();
                long ended = told.get("sent").asLong() + told.get("dropped").asLong();
                assertEquals(told.get("produced").asLong(), ended + queued, told.toString());
                assertTrue(queued <= MOST_QUEUED, told.toString());
                healths++;
            }
        }
    }

    private void trouble(Mosquitto broker, RobotProcess robot) throws Exception {
        Span span = new Span(true);
        RobotProcess.signal(broker.pid(), "STOP");
        pass(robot, 9);
        RobotProcess.signal(broker.pid(), "CONT");
        pass(robot, 4);
        broker.kill();
        pass(robot, 7);
        broker.restart();
        pass(robot, 4);
        RobotProcess.signal(broker.pid(), "STOP");
        pass(robot, TURN_SECONDS - 24);
        RobotProcess.signal(broker.pid(), "CONT");
        end(span);
    }

    private void pass(RobotProcess robot, int seconds) throws Exception {
        for (int i = 0; i < seconds; i++) {
            TimeUnit.SECONDS.sleep(1);
            mostKilobytes = Math.max(mostKilobytes, robot.status("VmRSS"));
            mostThreads = Math.max(mostThreads, robot.status("Threads"));
        }
    }

    private void end(Span span) {
        span.to = System.currentTimeMillis() * 1_000_000;
        spans.add(span);
    }

    private void count(Path record) throws IOException {
        int[] channel = {-1};
        McapReader.End end = McapReader.scan(record, new McapVisitor() {
            @Override
            public void channel(int id, int schema, String topic) {
                channel[0] = topic.equals("/tick") ? id : channel[0];
            }

            @Override
            public void message(int id, long sequence, long time, ByteBuffer payload) {
                if (id == channel[0]) {
                    count(time, payload);
                }
            }
        });
        assertEquals(McapReader.End.WHOLE, end);
    }

    private void count(long time, ByteBuffer payload) {
        byte[] message = new byte[payload.remaining()];
        payload.get(message);
        ProtobufReader tick = new ProtobufReader(message);
        long[] fields = new long[10];
        while (tick.next()) {
            switch (tick.field()) {
                case 2, 3 -> fields[tick.field()] = tick.fixedLong();
                case 9 -> fields[9] = tick.varint();
                default -> tick.skip();
            }
        }
        for (Span span : spans) {
            if (time >= span.from && time < span.to && fields[9] == ACTIVE) {
                long late = fields[3] - fields[2];
                span.ticks++;
                span.late += late > LATE_NANOS ? 1 : 0;
                span.worst = Math.max(span.worst, late);
            }
        }
    }

    private void tell(JsonNode told, RobotProcess robot) {
        long[] ticks = new long[2];
        long[] late = new long[2];
        for (Span span : spans) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %d ticks, %d late, worst wake-up %.3f ms%n",
                    span.trouble ? "trouble" : "well",
                    span.ticks,
                    span.late,
                    span.worst * 1e-6);
            ticks[span.trouble ? 1 : 0] += span.ticks;
            late[span.trouble ? 1 : 0] += span.late;
        }
        System.out.printf(
                "late: %d of %d well, %d of %d in trouble; RSS %d MB, later at most %d MB, threads %d; %d healths%n",
                late[0],
                ticks[0],
                late[1],
                ticks[1],
                firstKilobytes / 1024,
                mostKilobytes / 1024,
                mostThreads,
                healths);
        System.out.println(told);
        assertTrue(healths >= TURNS * (TURN_SECONDS - 3), healths + " health messages");
        assertTrue(ticks[0] > 2900L * TURNS && ticks[1] > 2900L * TURNS, robot.out());
        double more = late[1] * 1e4 / ticks[1] - late[0] * 1e4 / ticks[0];
        assertTrue(more <= 1, more + " more late ticks in 10 000");
        assertEquals(0, told.get("mqtt.queued").asLong());
        assertEquals(
                told.get("mqtt.produced").asLong(),
                told.get("mqtt.sent").asLong() + told.get("mqtt.dropped").asLong());
        assertTrue(mostKilobytes < firstKilobytes * (1 + MOST_GROWTH), firstKilobytes + " kB, then " + mostKilobytes);
        assertTrue(mostThreads < 60, mostThreads + " threads");
    }
}
