package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.hal.bus.VirtualClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusLogTest {
    private final VirtualClock clock = new VirtualClock(100);
    private final BusLog log = new BusLog(clock);
    private final MonotonicClock loop = log.heard(BusLog.LOOP, clock);
    private final TickRecord record = new TickRecord(SampleTicks.LAYOUT);

    @Test
    void keepsWhatHappensBetweenTwoTicksForTheLaterOne() {
        log.prepared();
        tick(0);
        clock.advance(5);
        loop.nanos();
        clock.advance(5);
        tick(1);

        assertEquals(List.of("clock 0 at 105", "channel 1 at 110"), entries(record));
    }

    @Test
    void preparesInTheOrderOfWhatHappened() {
        write(7);
        loop.nanos();
        clock.advance(1);
        tick(2);
        log.keep(record);
        clock.advance(1);
        loop.nanos();
        log.prepared();
        tick(3);

        assertEquals(
                List.of("channel 7 at 100", "clock 0 at 100", "channel 2 at 101", "clock 0 at 102"),
                entries(log.preparation().entries()));
        assertEquals(List.of("channel 3 at 102"), entries(record));
    }

    @Test
    void preparesMoreThanATickHasRoomFor() {
        for (int i = 0; i < 100; i++) {
            write(i);
        }
        log.prepared();

        assertEquals(100, entries(log.preparation().entries()).size());
        assertEquals(0, log.preparation().skipped());
    }

    @Test
    void countsWhatADryTickHadNoRoomFor() {
        record.begin(0, 0, 0, 0);
        log.begin(record);
        for (int i = 0; i < 9; i++) {
            write(i); // 18 bytes each, 7 fit into 128
        }
        log.end();
        log.keep(record);
        log.prepared();

        assertEquals(2, log.preparation().skipped());
    }

    @Test
    void countsWhatHasNoRoomBetweenTicks() {
        log.prepared();
        for (int i = 0; i < 40; i++) {
            loop.nanos(); // 16 bytes each, 32 fit into 512
        }
        TickRecord wide = new TickRecord(new TickLayout(1, 1, 1, 1024));
        wide.begin(0, 0, 0, 0);
        log.begin(wide);
        log.end();

        assertEquals(32 * 16, wide.busBytes());
        assertEquals(8, wide.busSkipped());
    }

    private void tick(int channel) {
        record.begin(channel, 0, 0, 0);
        log.begin(record);
        write(channel);
        log.end();
    }

    private void write(int channel) {
        log.transfer(channel, 0, new byte[] {1, 2}, 2, new byte[0], 0, BusStatus.OK);
    }

    private static List<String> entries(TickRecord record) {
        byte[] area = new byte[record.busBytes()];
        record.busBytes(area);
        return entries(ByteBuffer.wrap(area));
    }

    private static List<String> entries(ByteBuffer area) {
        List<String> entries = new ArrayList<>();
        BusEntry entry = new BusEntry(area);
        while (entry.next()) {
            entries.add((entry.reading() ? "clock " : "channel ") + entry.channel() + " at " + entry.nanos());
        }
        return entries;
    }
}
