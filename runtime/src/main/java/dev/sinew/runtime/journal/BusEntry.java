package dev.sinew.runtime.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Walks along the entries of a bus area, as [TickLayout] draws them. Nothing is allocated in a step.
public final class BusEntry {
    /// Bytes before those of a transfer.
    static final int HEADER = 16;
    /// Kind of a transfer.
    static final byte TRANSFER = 0;
    /// Kind of a clock reading.
    static final byte READING = 1;

    private final ByteBuffer area;
    private int at;
    private int next;

    /// Before the first entry.
    ///
    /// @param area whole entries, from its position to its limit
    public BusEntry(ByteBuffer area) {
        this.area = area.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Steps to the next entry.
    ///
    /// @return whether there is one
    public boolean next() {
        at = next;
        if (at >= area.limit()) {
            return false;
        }
        next = at + HEADER + outLength() + inLength();
        return true;
    }

    /// {@return whether it is a clock reading, else it is a transfer}
    public boolean reading() {
        return area.get(at + 3) == READING;
    }

    /// {@return number of the channel or of the clock}
    public int channel() {
        return area.get(at) & 0xFF;
    }

    /// {@return I2C address, or 0}
    public int address() {
        return area.get(at + 1) & 0xFF;
    }

    /// {@return code of how the transfer ended}
    public int status() {
        return area.get(at + 2);
    }

    /// {@return when the transfer ended, or what the clock said, ns}
    public long nanos() {
        return area.getLong(at + 8);
    }

    /// {@return bytes written}
    public int outLength() {
        return Short.toUnsignedInt(area.getShort(at + 4));
    }

    /// {@return bytes read}
    public int inLength() {
        return Short.toUnsignedInt(area.getShort(at + 6));
    }

    /// Copies the bytes written, then those read.
    ///
    /// @param bytes filled from 0 on, [#outLength] and [#inLength] at least
    public void copy(byte[] bytes) {
        area.get(at + HEADER, bytes, 0, outLength() + inLength());
    }
}
