package dev.sinew.runtime.recorder;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The messages that wait to be written as one block, and where each lies in it.
final class McapChunk {
    private static final class Offsets {
        private long[] timeAndOffset = new long[256];
        private int used;

        void add(long time, long offset) {
            if (used == timeAndOffset.length) {
                timeAndOffset = Arrays.copyOf(timeAndOffset, 2 * used);
            }
            timeAndOffset[used++] = time;
            timeAndOffset[used++] = offset;
        }
    }

    private final RecordBuffer records = new RecordBuffer();
    private final List<Offsets> offsets = new ArrayList<>(); // by channel
    private long first;
    private long last;

    void message(int channel, long sequence, long time, ByteBuffer payload) {
        while (offsets.size() <= channel) {
            offsets.add(new Offsets());
        }
        first = records.isEmpty() ? time : Math.min(first, time);
        last = records.isEmpty() ? time : Math.max(last, time);
        offsets.get(channel).add(time, records.size());
        records.begin(Opcode.MESSAGE)
                .u16(channel)
                .u32(sequence)
                .u64(time)
                .u64(time)
                .raw(payload)
                .end();
    }

    RecordBuffer records() {
        return records;
    }

    /// {@return time of the earliest message, ns}
    long first() {
        return first;
    }

    /// {@return time of the latest message, ns}
    long last() {
        return last;
    }

    int channels() {
        return offsets.size();
    }

    boolean has(int channel) {
        return offsets.get(channel).used > 0;
    }

    /// Appends the index record of one channel.
    void index(int channel, RecordBuffer out) {
        Offsets found = offsets.get(channel);
        out.begin(Opcode.MESSAGE_INDEX).u16(channel).u32((long) found.used * Long.BYTES);
        for (int i = 0; i < found.used; i++) {
            out.u64(found.timeAndOffset[i]);
        }
        out.end();
    }

    void clear() {
        records.clear();
        offsets.forEach(found -> found.used = 0);
    }
}
