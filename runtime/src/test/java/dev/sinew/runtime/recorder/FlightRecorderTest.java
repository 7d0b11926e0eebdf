package dev.sinew.runtime.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.journal.Preparation;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private static final int ACTIVE = 3;
    private static final long UNIX = 1_700_000_000_000_000_000L;
    private static final FlightSession SESSION = new FlightSession(
            Map.of("robot", "two-wheels"),
            List.of(FlightSession.Attachment.text("robot.yaml", "application/yaml", "name: two-wheels")),
            Preparation.none());

    @TempDir
    Path folder = Path.of("");

    private final TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 1024);

    @Test
    void recordsEveryTickOfTheJournal() throws IOException {
        Path path = folder.resolve("flight.mcap");
        FlightRecorder recorder = start(path);
        write(0, 300);
        recorder.close();

        assertEquals(300, recorder.recorded());
        assertEquals(0, recorder.lost());
        assertEquals(Optional.empty(), recorder.failure());
        // 3 s: health after each second and at the end; events: mode, and two of three ticks say that others were
        // missed
        assertEquals(Map.of("/tick", 300, "/bus", 300, "/event", 201, "/health", 3), counts(path));
    }

    @Test
    void endsByItselfWhenTheJournalIsClosed() throws IOException {
        Path path = folder.resolve("closed.mcap");
        FlightRecorder recorder = start(path);
        write(0, 10);
        journal.close();
        recorder.close();
        recorder.close();

        assertEquals(10, counts(path).get("/tick"));
    }

    @Test
    @Timeout(30)
    void writesWhatItHasWhenTheLoopHangs() throws IOException {
        Path path = folder.resolve("hanging.mcap");
        FlightRecorder recorder = start(path);
        write(0, 10);
        while (recorder.recorded() < 10) {
            Thread.onSpinWait();
        }
        long[] messages = new long[1];
        McapReader.End end = McapReader.scan(path, new McapVisitor() {
            @Override
            public void message(int channel, long sequence, long time, ByteBuffer payload) {
                messages[0]++;
            }
        });
        recorder.close();

        assertEquals(McapReader.End.UNFINISHED, end);
        assertTrue(messages[0] >= 20, "messages: " + messages[0]); // ticks and buses
        assertEquals(10, counts(path).get("/tick"));
    }

    @Test
    void countsWhatTheRingOverwrote() throws IOException {
        TickJournal small = new TickJournal(SampleTicks.LAYOUT, 2);
        JournalReader reader = small.reader();
        for (int tick = 0; tick < 10; tick++) {
            SampleTicks.fill(small.claim(), tick, ACTIVE);
            small.publish();
        }
        FlightRecorder recorder =
                FlightRecorder.start(reader, folder.resolve("l.mcap"), SESSION, SampleTicks.PERIOD, 0);
        recorder.close();

        assertEquals(2, recorder.recorded());
        assertEquals(8, recorder.lost());
    }

    @Test
    void goesOnCountingWhenTheDiskIsFull() throws IOException {
        Path path = folder.resolve("full.mcap");
        FullDisk disk = new FullDisk(path, 60_000);
        FlightRecorder recorder = FlightRecorder.start(
                journal.reader(), new McapWriter(disk, ""), SESSION, SampleTicks.PERIOD, UNIX, HealthSources.none());
        write(0, 300);
        recorder.close();

        assertEquals(Optional.of("No space left on device"), recorder.failure());
        assertTrue(recorder.recorded() > 0 && recorder.recorded() < 300, "recorded " + recorder.recorded());
        assertEquals(300, recorder.recorded() + recorder.lost());
        McapRecovery.finish(path);
        assertEquals(recorder.recorded(), (long) counts(path).getOrDefault("/tick", 0));
    }

    @Test
    void refusesToOverwriteARecord() throws IOException {
        Path path = folder.resolve("flight.mcap");
        start(path).close();

        assertThrows(FileAlreadyExistsException.class, () -> start(path));
    }

    @Test
    void isReadByTheOfficialReader() throws IOException, InterruptedException {
        Path path = folder.resolve("flight.mcap");
        FlightRecorder recorder = start(path);
        write(0, 121);
        recorder.close();

        JsonNode found = new ObjectMapper().readTree(PythonReader.read(path, folder));

        assertEquals(UNIX + SampleTicks.START, found.get("start").asLong());
        assertEquals("two-wheels", found.at("/metadata/session/robot").asText());
        assertEquals("name: two-wheels", found.at("/attachments/robot.yaml").asText());
        assertEquals(121, found.at("/topics/~1tick/count").asInt());
        JsonNode tick = found.at("/topics/~1tick/last");
        assertEquals("120", tick.get("tick").asText());
        assertEquals("MODE_ACTIVE", tick.get("mode").asText());
        assertEquals(
                SampleTicks.START + 120 * SampleTicks.PERIOD + 20_000,
                tick.get("woke").asLong());
        assertEquals(0.3, tick.at("/state/angularVelocity/2").asDouble(), 1e-12);
        assertEquals(StrictMath.atan2(0.6, 0.8), tick.at("/estimate/tilt").asDouble());
        assertEquals(120, tick.at("/observation/8").asInt());
        assertEquals(-0.5, tick.at("/action/1").asDouble());
        assertEquals(-2.0, tick.at("/targets/1").asDouble());
        assertEquals(
                "STATUS_NACK", found.at("/topics/~1bus/last/transfers/1/status").asText());
        assertEquals("AQIDeA==", found.at("/topics/~1bus/last/transfers/0/in").asText()); // 1 2 3 120
        assertEquals(1, found.at("/topics/~1bus/last/readings/0/clock").asInt());
        assertEquals(5, tick.get("requests").asInt());
        assertEquals("KIND_OVERRUN", found.at("/topics/~1event/last/kind").asText());
        assertTrue(found.at("/topics/~1health/last/wakeP50").asLong() > 19_000);
    }

    private FlightRecorder start(Path path) throws IOException {
        return FlightRecorder.start(journal.reader(), path, SESSION, SampleTicks.PERIOD, UNIX);
    }

    private void write(long first, int count) {
        for (long tick = first; tick < first + count; tick++) {
            SampleTicks.fill(journal.claim(), tick, ACTIVE);
            journal.publish();
        }
    }

    private static Map<String, Integer> counts(Path path) throws IOException {
        Map<Integer, String> topics = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        McapReader.End end = McapReader.scan(path, new McapVisitor() {
            @Override
            public void channel(int id, int schema, String topic) {
                topics.put(id, topic);
            }

            @Override
            public void message(int channel, long sequence, long time, ByteBuffer payload) {
                counts.merge(String.valueOf(topics.get(channel)), 1, Integer::sum);
            }
        });
        assertEquals(McapReader.End.WHOLE, end);
        return counts;
    }
}
