package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.robot.AttitudeEstimate;
import dev.sinew.config.robot.RobotState;
import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TickJournalTest {
    private static final byte[] OUT = {1, 2, 3};
    private static final RobotState STATE = SampleTicks.state(0);
    private static final TickLayout SMALL = new TickLayout(1, 1, 1, 0);

    @Test
    void givesEachReaderEveryRecordInOrder() {
        TickJournal journal = new TickJournal(SMALL, 8);
        JournalReader one = journal.reader();
        JournalReader other = journal.reader();
        write(journal, 0, 5);

        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), drain(one));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), drain(other));
        assertFalse(one.poll());
    }

    @Test
    void beginsAReaderAtTheRecordsToCome() {
        TickJournal journal = new TickJournal(SMALL, 8);
        write(journal, 0, 3);
        JournalReader late = journal.reader();
        write(journal, 3, 2);

        assertEquals(List.of(3L, 4L), drain(late));
        assertEquals(2, late.published());
    }

    @Test
    void overwritesTheOldestAndCountsItForTheReaderThatLostIt() {
        TickJournal journal = new TickJournal(SMALL, 4);
        JournalReader slow = journal.reader();
        JournalReader quick = journal.reader();
        write(journal, 0, 3);
        assertEquals(3, drain(quick).size());
        write(journal, 3, 7);

        assertEquals(List.of(6L, 7L, 8L, 9L), drain(slow));
        assertEquals(List.of(6L, 7L, 8L, 9L), drain(quick));
        assertEquals(6, slow.lost());
        assertEquals(3, quick.lost());
        assertAccounts(slow);
        assertAccounts(quick);
    }

    @Test
    void hidesTheRecordThatIsBeingWritten() {
        TickJournal journal = new TickJournal(SMALL, 4);
        JournalReader reader = journal.reader();
        write(journal, 0, 4);
        journal.claim().begin(4, 0, 0, 0); // destroys record 0, shows nothing yet

        assertEquals(List.of(1L, 2L, 3L), drain(reader));
        assertEquals(1, reader.lost());
        journal.publish();
        assertEquals(List.of(4L), drain(reader));
        assertAccounts(reader);
    }

    @Test
    void finishesOnceClosedAndDrained() {
        TickJournal journal = new TickJournal(SMALL, 4);
        JournalReader reader = journal.reader();
        write(journal, 0, 1);
        journal.close();

        assertFalse(reader.finished());
        drain(reader);
        assertTrue(reader.finished());
    }

    @Test
    void neverShowsATornRecordToAReaderThatIsLapped() throws InterruptedException {
        // two slots of 80 kB: a copy takes long enough to be overtaken
        TickLayout wide = new TickLayout(1, 20_000, 1, 0);
        TickJournal journal = new TickJournal(wide, 2);
        JournalReader reader = journal.reader();
        AtomicReference<String> torn = new AtomicReference<>("");
        Thread thread = new Thread(() -> {
            while (!reader.finished()) {
                if (reader.poll()
                        && reader.tick().tick() != (long) reader.tick().observation(19_999)) {
                    torn.set(reader.tick().tick() + " and " + reader.tick().observation(19_999));
                }
            }
        });
        thread.start();
        float[] observation = new float[20_000];
        float[] action = new float[1];
        AttitudeEstimate attitude = new AttitudeEstimate();
        for (int tick = 0; tick < 30_000; tick++) {
            observation[19_999] = tick;
            TickRecord record = journal.claim();
            record.begin(tick, 0, 0, 0);
            record.acted(attitude, observation, action, true);
            journal.publish();
        }
        journal.close();
        thread.join();

        assertEquals("", torn.get());
        assertAccounts(reader);
    }

    @Test
    void accountsForEveryRecordOfReadersThatAreLapped() throws InterruptedException {
        TickJournal journal = new TickJournal(SMALL, 4);
        List<JournalReader> readers = List.of(journal.reader(), journal.reader());
        List<Thread> threads = new ArrayList<>();
        for (JournalReader reader : readers) {
            Thread thread = new Thread(() -> {
                while (!reader.finished()) {
                    reader.poll();
                }
            });
            thread.start();
            threads.add(thread);
        }
        write(journal, 0, 1_000_000);
        journal.close();
        for (Thread thread : threads) {
            thread.join();
        }

        for (JournalReader reader : readers) {
            assertEquals(1_000_000, reader.read() + reader.lost());
        }
    }

    @Test
    void allocatesNothingOnEitherSide() {
        TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 8);
        JournalReader reader = journal.reader();
        BusLog bus = new BusLog(new VirtualClock(SampleTicks.START));

        assertEquals(0, Allocation.bytes(100_000, () -> writeAndPoll(journal, bus, reader)));
    }

    @Test
    void refusesACapacityThatIsNoPowerOfTwo() {
        assertEquals(
                "capacity must be a power of two, at least 2, was 6",
                assertThrows(IllegalArgumentException.class, () -> new TickJournal(SMALL, 6))
                        .getMessage());
    }

    private static void writeAndPoll(TickJournal journal, BusLog bus, JournalReader reader) {
        TickRecord record = journal.claim();
        record.begin(1, 2, 3, 0);
        bus.begin(record);
        bus.transfer(1, 0x68, OUT, 3, OUT, 3, BusStatus.OK);
        bus.end();
        record.readings(STATE, 5);
        journal.publish();
        reader.poll();
    }

    private static void write(TickJournal journal, long first, int count) {
        for (long tick = first; tick < first + count; tick++) {
            journal.claim().begin(tick, 0, 0, 0);
            journal.publish();
        }
    }

    private static List<Long> drain(JournalReader reader) {
        List<Long> ticks = new ArrayList<>();
        while (reader.poll()) {
            ticks.add(reader.tick().tick());
        }
        return ticks;
    }

    private static void assertAccounts(JournalReader reader) {
        assertEquals(reader.published(), reader.read() + reader.lost() + reader.queued());
    }
}
