package dev.sinew.runtime.journal;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.BusTap;
import java.nio.ByteBuffer;

/// Writes the bytes of each transfer into the record of the current tick. A transfer that does not fit is counted,
/// not cut; transfers outside a tick are not recorded. On the loop's thread.
public final class BusLog implements BusTap {
    private final TickRecord none;
    private TickRecord tick;

    /// A log that records nothing until [#begin].
    ///
    /// @param layout of the records
    public BusLog(TickLayout layout) {
        none = new TickRecord(new TickLayout(layout.joints(), layout.observationSize(), layout.actionSize(), 0));
        tick = none;
    }

    /// Records into this tick from now on.
    ///
    /// @param record a record on which [TickRecord#begin] was called
    public void begin(TickRecord record) {
        tick = record;
    }

    /// Records nothing until the next [#begin].
    public void end() {
        tick = none;
    }

    @Override
    public void transfer(
            int channel, int address, byte[] out, int outLength, byte[] in, int inLength, BusStatus status) {
        ByteBuffer bytes = tick.bytes();
        int base = tick.base();
        int used = tick.busBytes();
        int size = TickLayout.TRANSFER_HEADER + outLength + inLength;
        if (used + size > tick.layout().busCapacity()) {
            bytes.putInt(base + TickLayout.BUS_SKIPPED, tick.busSkipped() + 1);
            return;
        }
        int at = base + tick.layout().bus() + used;
        bytes.put(at, (byte) channel);
        bytes.put(at + 1, (byte) address);
        bytes.put(at + 2, (byte) status.code());
        bytes.put(at + 3, (byte) 0);
        bytes.putShort(at + 4, (short) outLength);
        bytes.putShort(at + 6, (short) inLength);
        bytes.put(at + TickLayout.TRANSFER_HEADER, out, 0, outLength);
        bytes.put(at + TickLayout.TRANSFER_HEADER + outLength, in, 0, inLength);
        bytes.putInt(base + TickLayout.BUS_BYTES, used + size);
    }
}
