package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TickStatisticsTest {
    @Test
    void splitsATickIntoItsParts() {
        TickRecord record = new TickRecord(SampleTicks.LAYOUT);
        TickStatistics statistics = new TickStatistics();
        for (int tick = 0; tick < 6; tick++) {
            SampleTicks.fill(record, tick, 1);
            statistics.add(record);
        }
        record.begin(6, 0, 1_000_001, 0);
        statistics.add(record);

        // the sample's times: woke 20, readings 150, action 250, written 400 µs after the deadline
        assertEquals(7, statistics.ticks());
        assertEquals(1 + 2 + 1 + 2, statistics.missed());
        assertEquals(1, statistics.late());
        assertMedian(20_000, statistics.wake());
        assertMedian(130_000, statistics.read());
        assertMedian(100_000, statistics.act());
        assertMedian(400_000, statistics.reach());
    }

    @Test
    void countsWhatTheGateDid() {
        TickRecord record = new TickRecord(SampleTicks.LAYOUT);
        TickStatistics statistics = new TickStatistics();
        SampleTicks.fill(record, 0, 3);
        statistics.add(record);
        record.rejected();
        record.actedAt(0, 1);
        statistics.add(record);

        assertEquals(1, statistics.rejected());
        assertEquals(1, statistics.latePolicy());
        statistics.clear();
        assertEquals(0, statistics.rejected() + statistics.latePolicy() + statistics.held() + statistics.limited());
    }

    @Test
    void forgetsWhenCleared() {
        TickRecord record = new TickRecord(SampleTicks.LAYOUT);
        SampleTicks.fill(record, 2, 1);
        TickStatistics statistics = new TickStatistics();
        statistics.add(record);
        statistics.clear();

        assertEquals(0, statistics.ticks() + statistics.missed() + statistics.late() + statistics.busSkipped());
    }

    private static void assertMedian(long nanos, TimingHistogram found) {
        // one class wide: a 32nd
        assertTrue(Math.abs(found.quantile(0.5) - nanos) <= nanos / 32, "was " + found.quantile(0.5));
    }
}
