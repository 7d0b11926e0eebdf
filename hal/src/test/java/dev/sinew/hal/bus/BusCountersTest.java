package dev.sinew.hal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BusCountersTest {
    private final BusCounters counters = new BusCounters();

    @Test
    void countsTransfersBytesAndEndings() {
        counters.count(BusStatus.OK, 15);
        counters.count(BusStatus.OK, 2);
        counters.count(BusStatus.NACK, 0);

        assertEquals(3, counters.transfers());
        assertEquals(17, counters.bytes());
        assertEquals(2, counters.ended(BusStatus.OK));
        assertEquals(1, counters.ended(BusStatus.NACK));
        assertEquals(0, counters.ended(BusStatus.GONE));
    }

    @Test
    void endingsAddUpToTransfers() {
        for (BusStatus status : BusStatus.values()) {
            counters.count(status, 3);
            counters.count(status, 0);
        }

        assertEquals(12, counters.transfers());
        assertEquals(
                12, Arrays.stream(BusStatus.values()).mapToLong(counters::ended).sum());
    }

    @Test
    void countsWithoutAllocating() {
        assertEquals(0, AllocatedBytes.during(10_000, () -> counters.count(BusStatus.OK, 1)));
    }

    @Test
    void statusCodesAreTheOnesRecordsHold() {
        // written into flight records: a code that moves makes old records lie
        assertEquals(0, BusStatus.OK.code());
        assertEquals(1, BusStatus.NACK.code());
        assertEquals(2, BusStatus.TIMEOUT.code());
        assertEquals(3, BusStatus.CHECKSUM.code());
        assertEquals(4, BusStatus.SHORT.code());
        assertEquals(5, BusStatus.GONE.code());
    }

    @Test
    void knowsAStatusByItsCode() {
        for (BusStatus status : BusStatus.values()) {
            assertEquals(status, BusStatus.of(status.code()));
        }
        assertEquals(
                "status code must be 0-5, was 6",
                assertThrows(IllegalArgumentException.class, () -> BusStatus.of(6))
                        .getMessage());
    }
}
