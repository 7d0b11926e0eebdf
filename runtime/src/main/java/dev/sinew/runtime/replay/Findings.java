package dev.sinew.runtime.replay;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// Counts what a replay compares and keeps the first difference.
final class Findings {
    private long tick = Difference.PREPARATION;
    private long ticks;
    private long transfers;
    private long readings;
    private long bytes;
    private long differingBytes;
    private long differingTicks;
    private boolean differs;
    private Optional<Difference> first = Optional.empty();
    private Optional<Difference> firstByte = Optional.empty();

    /// Begins a tick.
    void begin(long number) {
        tick = number;
        differs = false;
    }

    /// Ends a tick, or the preparation.
    void end() {
        ticks += tick == Difference.PREPARATION ? 0 : 1;
        differingTicks += differs ? 1 : 0;
    }

    void reading() {
        readings++;
    }

    /// Compares what was written in one transfer.
    ///
    /// @param device name of the device
    /// @param recorded bytes
    /// @param replayed bytes, from index 0
    /// @param length how many
    void written(String device, ByteBuffer recorded, byte[] replayed, int length) {
        transfers++;
        bytes += length;
        int start = recorded.position();
        if (recorded.remaining() != length) {
            byteDiffers(
                    Math.abs(recorded.remaining() - length),
                    device + ": recorded " + recorded.remaining() + " bytes written, replayed " + length);
        }
        for (int i = 0; i < Math.min(recorded.remaining(), length); i++) {
            if (recorded.get(start + i) != replayed[i]) {
                byteDiffers(
                        1,
                        String.format(
                                Locale.ROOT,
                                "%s, byte %d: recorded 0x%02X, replayed 0x%02X",
                                device,
                                i,
                                recorded.get(start + i) & 0xFF,
                                replayed[i] & 0xFF));
            }
        }
    }

    private void byteDiffers(int count, String place) {
        differingBytes += count;
        if (firstByte.isEmpty()) {
            firstByte = Optional.of(new Difference(tick, place));
        }
        differs(place);
    }

    /// Something else differs than a byte.
    void differs(String place) {
        differs = true;
        if (first.isEmpty()) {
            first = Optional.of(new Difference(tick, place));
        }
    }

    /// A field of the tick's record differs: within its tick the cause of bytes that differ.
    void fieldDiffers(String place) {
        if (first.isPresent() && first.equals(firstByte) && first.get().tick() == tick) {
            first = Optional.of(new Difference(tick, place));
        }
        differs(place);
    }

    ReplayReport report(Answers answers, Optional<String> incomplete) {
        return new ReplayReport(
                new ReplayReport.Compared(ticks, transfers, bytes, readings),
                new ReplayReport.Differing(differingTicks, differingBytes),
                first,
                firstByte,
                answers,
                incomplete);
    }
}
