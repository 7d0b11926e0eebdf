package dev.sinew.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TickRecordTest {
    private final TickRecord record = new TickRecord(SampleTicks.LAYOUT);

    @Test
    void liesInMemoryAsDrawn() {
        SampleTicks.fill(record, 7, 3);
        ByteBuffer bytes = record.bytes();

        // offsets from the drawing in TickLayout with J = 2, n = 9, m = 2
        assertEquals(7, bytes.getLong(0));
        assertEquals(1_070_000_000L, bytes.getLong(8));
        assertEquals(1_070_020_000L, bytes.getLong(16));
        assertEquals(1_070_150_000L, bytes.getLong(24));
        assertEquals(1_070_250_000L, bytes.getLong(32));
        assertEquals(1_070_400_000L, bytes.getLong(40));
        assertEquals(1, bytes.getInt(48));
        assertEquals(3, bytes.get(52));
        assertEquals(Verdict.PASS.code(), bytes.get(53));
        assertEquals(Fault.NONE.code(), bytes.get(54));
        assertEquals(1 + 2 + 4 + 16, bytes.get(55));
        assertEquals(0, bytes.getInt(56));
        assertEquals(1, bytes.getInt(60));
        assertEquals(2, bytes.getInt(64));
        assertEquals(3, bytes.getInt(68));
        assertEquals(16 + 16 + 5 + 16 + 3, bytes.getInt(72));
        assertEquals(0, bytes.getInt(76));
    }

    @Test
    void liesInMemoryAsDrawnFromItsReadingsOn() {
        SampleTicks.fill(record, 7, 3);
        ByteBuffer bytes = record.bytes();

        assertEquals(5, bytes.get(80));
        assertEquals(0, bytes.getShort(82));
        assertEquals(1_070_000_000L, bytes.getLong(88));
        assertEquals(11.1, bytes.getDouble(96));
        assertEquals(0.4, bytes.getDouble(104));
        assertEquals(0.1, bytes.getDouble(112));
        assertEquals(9.0, bytes.getDouble(136));
        assertEquals(0.6, bytes.getDouble(160));
        assertEquals(0.125, bytes.getDouble(192));
        assertEquals(0.5, bytes.getDouble(208));
        assertEquals(-0.5, bytes.getDouble(224));
        assertEquals(1.0, bytes.getDouble(240));
        assertEquals(-2.0, bytes.getDouble(248));
        assertEquals(0.125f, bytes.getFloat(256));
        assertEquals(7f, bytes.getFloat(288));
        assertEquals(0.25f, bytes.getFloat(292));
        assertEquals(-0.5f, bytes.getFloat(296));
        assertEquals((300 + 128 + 7) / 8 * 8, SampleTicks.LAYOUT.recordBytes());
    }

    @Test
    void holdsTransfersAsDrawn() {
        SampleTicks.fill(record, 9, 0);
        byte[] bus = new byte[record.busBytes()];
        record.busBytes(bus);

        ByteBuffer drawn = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        drawn.put(new byte[] {BusLog.ROBOT, 0, 0, 1, 0, 0, 0, 0}).putLong(1_090_100_000L); // clock reading
        drawn.put(new byte[] {1, 0x68, 0, 0, 1, 0, 4, 0}).putLong(1_090_100_000L);
        drawn.put(new byte[] {0x3B, 1, 2, 3, 9}); // OK: 1 byte out, 4 in
        drawn.put(new byte[] {1, 0x60, 1, 0, 3, 0, 0, 0}).putLong(1_090_100_000L);
        drawn.put(new byte[] {6, 0, 0x10}); // NACK: 3 bytes out
        assertArrayEquals(drawn.array(), bus);
    }

    @Test
    void readsBackWhatWasWritten() {
        SampleTicks.fill(record, 5, 2);

        assertEquals(5, record.tick());
        assertEquals(record.due() + 20_000, record.woke());
        assertEquals(record.due() + 150_000, record.read());
        assertEquals(record.due() + 250_000, record.acted());
        assertEquals(record.due() + 400_000, record.written());
        assertEquals(2, record.missed());
        assertEquals(2, record.mode());
        assertTrue(record.emergencyStop() && record.usable() && record.calibrated());
        assertTrue(record.supervisorTripped());
        assertEquals(5, record.requests());
        assertEquals(11.1, record.supplyVoltage());
        assertEquals(0.4, record.supplyCurrent());
        assertEquals(0.3, record.angularVelocity(2), 1e-15);
        assertEquals(9.2, record.specificForce(2), 1e-15);
        assertEquals(-0.8, record.estimatedGravity(2));
        assertEquals(0.125, record.estimatedAngularVelocity(1));
        assertEquals(1.5, record.position(1));
        assertEquals(0.5, record.velocity(1));
        assertEquals(-2.0, record.target(1));
        assertEquals(1.125f, record.observation(1));
        assertEquals(-0.5f, record.action(1));
        assertEquals(1, record.imuFaultTicks());
        assertEquals(2, record.encoderFaultTicks());
        assertEquals(3, record.supplyFaultTicks());
    }

    @Test
    void countsTransfersThatDoNotFit() {
        BusLog log = new BusLog(new VirtualClock());
        log.prepared();
        record.begin(0, 0, 0, 0);
        log.begin(record);
        for (int i = 0; i < 5; i++) {
            log.transfer(0, 0, new byte[30], 30, new byte[0], 0, BusStatus.OK); // 46 bytes each, 2 fit into 128
        }
        log.end();

        assertEquals(2 * 46, record.busBytes());
        assertEquals(3, record.busSkipped());
    }

    @Test
    void refusesAnEmptyLayout() {
        assertEquals(
                "joints, observation and action must have at least 1 entry, were 0, 9, 2",
                assertThrows(IllegalArgumentException.class, () -> new TickLayout(0, 9, 2, 0))
                        .getMessage());
        assertEquals(
                "bytes for the bus must be 0-65536, were -1",
                assertThrows(IllegalArgumentException.class, () -> new TickLayout(1, 1, 1, -1))
                        .getMessage());
    }
}
