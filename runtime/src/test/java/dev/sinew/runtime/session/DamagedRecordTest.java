package dev.sinew.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.FlightRecordException;
import dev.sinew.runtime.recorder.McapRecovery;
import dev.sinew.runtime.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flight records that are not whole, or not of this form: what is whole is replayed, and nothing is passed over.
class DamagedRecordTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = folder;
    private long ticks;

    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("flight.mcap");
        ticks = RecordedSession.record(file);
    }

    @Test
    void replaysACutRecordUpToItsLastChunkAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.mcap");
        for (int share = 50; share < 100; share += 22) {
            Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * (share / 100.0))));
            ReplayReport torn = RecordedSession.replay(cut, UnaryOperator.identity());
            McapRecovery.finish(cut);
            ReplayReport finished = RecordedSession.replay(cut, UnaryOperator.identity());

            assertEquals("", RecordedSession.first(torn));
            assertTrue(torn.compared().ticks() > 10 && torn.compared().ticks() < ticks, torn.toString());
            assertEquals(
                    Optional.of("it ends after tick " + (torn.compared().ticks() - 1)
                            + " without the stop of its run: it was cut off"),
                    torn.incomplete());
            assertEquals(torn, finished);
        }
    }

    @Test
    void refusesAFileThatIsCutBeforeItsFirstTick() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.mcap");
        for (int length = 0; length < 4000; length += 97) {
            Files.write(cut, Arrays.copyOf(whole, length));
            String refusal = String.valueOf(assertThrows(FlightRecordException.class, () -> FlightRecord.open(cut))
                    .getMessage());
            assertTrue(refusal.startsWith(cut.toString()), refusal);
        }
    }

    @Test
    void neverPassesOverADamagedByte() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged.mcap");
        for (int at = 1000; at < whole.length; at += whole.length / 16) {
            byte[] content = whole.clone();
            content[at] ^= 0x10;
            Files.write(damaged, content);
            try {
                ReplayReport report = RecordedSession.replay(damaged, UnaryOperator.identity());
                assertEquals("", RecordedSession.first(report), "damage is no difference; byte " + at);
                assertTrue(
                        report.compared().ticks() == ticks + 1 // the byte was in an index, which is for viewers
                                || report.incomplete().isPresent(),
                        "byte " + at + ": " + report);
            } catch (FlightRecordException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith(damaged.toString()), "byte " + at);
            }
        }
    }

    @Test
    void endsWhereRecordsAreLost() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copy(
                file,
                edited,
                (topic, number, message) ->
                        (topic.equals("/tick") || topic.equals("/bus")) && number >= 120 && number < 125
                                ? new byte[0]
                                : message);
        ReplayReport report = RecordedSession.replay(edited, UnaryOperator.identity());

        assertEquals("", RecordedSession.first(report));
        assertEquals(Optional.of("records are lost from tick 120 to 124"), report.incomplete());
        assertEquals(120, report.compared().ticks());
    }

    @Test
    void endsWhereATransferDidNotFit() throws IOException {
        Path edited = folder.resolve("edited.mcap");
        EditedRecord.copy(file, edited, (topic, number, message) -> {
            if (topic.equals("/bus") && number == 120) {
                byte[] longer = Arrays.copyOf(message, message.length + 2);
                longer[message.length] = 3 << 3; // skipped
                longer[message.length + 1] = 2;
                return longer;
            }
            return message;
        });
        ReplayReport report = RecordedSession.replay(edited, UnaryOperator.identity());

        assertEquals("", RecordedSession.first(report));
        assertEquals(Optional.of("2 entries of tick 120 did not fit into the record"), report.incomplete());
        assertEquals(120, report.compared().ticks());
    }

    @Test
    void refusesARecordOfAnOlderForm() throws IOException {
        Path old = folder.resolve("old.mcap");
        EditedRecord.copy(file, old, Map.of("robot", "balancer", "version", "0.0.9"));

        assertEquals(
                old + " was recorded by Sinew 0.0.9 and cannot be replayed: form must be 2, was none",
                assertThrows(FlightRecordException.class, () -> FlightRecord.open(old))
                        .getMessage());
    }
}
