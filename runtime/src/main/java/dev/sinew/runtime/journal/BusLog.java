package dev.sinew.runtime.journal;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import dev.sinew.hal.bus.MonotonicClock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Writes down, in its order, all that the loop's thread learns from buses and clocks: each transfer's bytes with the
/// time of its end, each reading of a [#heard] clock. With an operator's requests and the supervisor's word, which a
/// record holds too, it is everything that decides what the robot does: a replay needs no more.
///
/// Within a tick it goes into that tick's record; what does not fit is counted, not cut. Between two ticks it is kept
/// for the later one. Before [#prepared] it is kept as the [Preparation]. On the loop's thread; nothing is allocated
/// once prepared.
public final class BusLog implements BusTap {
    /// Number of the clock that the loop goes by.
    public static final int LOOP = 0;
    /// Number of the clock that the robot's drivers go by.
    public static final int ROBOT = 1;

    private static final int BETWEEN_BYTES = 512;

    private final MonotonicClock clock;
    private final TickRecord between = new TickRecord(new TickLayout(1, 1, 1, BETWEEN_BYTES));
    private final ByteArrayOutputStream preparation = new ByteArrayOutputStream();
    private int preparationSkipped;
    private boolean preparing = true;
    private TickRecord tick = between;

    /// A log at the start of the preparation.
    ///
    /// @param clock stamps the transfers; its readings for that are not written down
    public BusLog(MonotonicClock clock) {
        this.clock = clock;
    }

    /// {@return a clock whose readings are written down}
    ///
    /// @param number that stands for it in records, [#LOOP] or [#ROBOT]
    /// @param heard the clock; used by the loop's thread alone through what is returned
    public MonotonicClock heard(int number, MonotonicClock heard) {
        return new MonotonicClock() {
            @Override
            public long nanos() {
                long now = heard.nanos();
                reading(number, now);
                return now;
            }

            @Override
            public void sleepUntil(long deadline) {
                heard.sleepUntil(deadline);
            }
        };
    }

    /// Records into this tick from now on.
    ///
    /// @param record a record on which [TickRecord#begin] was called
    public void begin(TickRecord record) {
        tick = record;
        if (!preparing) {
            carry(record);
        }
    }

    private void carry(TickRecord record) {
        int length = between.busBytes();
        int at = length > 0 ? record.reserve(length) : -1;
        if (at >= 0) {
            record.bytes().put(at, between.bytes(), between.layout().bus(), length);
        }
        record.skipped(between.busSkipped());
        between.clearBus();
    }

    /// Ends the tick.
    public void end() {
        tick = between;
    }

    /// Adds a tick of the preparation to it, after what came before that tick.
    ///
    /// @param record of a tick that has ended
    public void keep(TickRecord record) {
        drain();
        append(record);
    }

    /// Ends the preparation. A second call does nothing.
    public void prepared() {
        if (preparing) {
            drain();
            preparing = false;
        }
    }

    /// {@return all that was learned in the preparation}
    public Preparation preparation() {
        return new Preparation(ByteBuffer.wrap(preparation.toByteArray()), preparationSkipped);
    }

    private void drain() {
        append(between);
        between.clearBus();
    }

    private void append(TickRecord record) {
        byte[] bytes = new byte[record.busBytes()];
        record.busBytes(bytes);
        preparation.writeBytes(bytes);
        preparationSkipped += record.busSkipped();
    }

    @Override
    public void transfer(
            int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
        int at = reserve(BusEntry.HEADER + outLength + inLength);
        if (at < 0) {
            return;
        }
        ByteBuffer bytes = tick.bytes();
        bytes.put(at, (byte) channel);
        bytes.put(at + 1, (byte) address);
        bytes.put(at + 2, (byte) status.code());
        bytes.put(at + 3, BusEntry.TRANSFER);
        bytes.putShort(at + 4, (short) outLength);
        bytes.putShort(at + 6, (short) inLength);
        bytes.putLong(at + 8, clock.nanos());
        bytes.put(at + BusEntry.HEADER, out, 0, outLength);
        bytes.put(at + BusEntry.HEADER + outLength, in, 0, inLength);
    }

    private void reading(int number, long nanos) {
        int at = reserve(BusEntry.HEADER);
        if (at >= 0) {
            ByteBuffer bytes = tick.bytes();
            bytes.putLong(at, number | (long) BusEntry.READING << (3 * Byte.SIZE));
            bytes.putLong(at + 8, nanos);
        }
    }

    private int reserve(int size) {
        if (preparing && tick == between && between.busBytes() + size > BETWEEN_BYTES) {
            drain();
        }
        return tick.reserve(size);
    }
}
