package dev.sinew.runtime.session;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.bus.DigitalOutput;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The levels of two output lines in a file that two processes share, as wires would be.
///
/// | byte | what                                          |
/// |------|-----------------------------------------------|
/// | 0    | 1 while the supply enable line is high        |
/// | 8-15 | how often the heartbeat line changed its level |
final class LineFile {
    private static final int BYTES = 16;
    private static final int ENABLE = 0;
    private static final int EDGES = 8;

    private final MappedByteBuffer bytes;

    LineFile(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
        }
    }

    /// {@return a line that reaches `line` and this file}
    DigitalOutput enable(DigitalOutput line) {
        return high -> {
            bytes.put(ENABLE, (byte) (high ? 1 : 0));
            return line.write(high);
        };
    }

    /// {@return a line that reaches `line` and this file}
    DigitalOutput heartbeat(DigitalOutput line) {
        return new DigitalOutput() {
            private boolean level;

            @Override
            public BusStatus write(boolean high) {
                bytes.putLong(EDGES, edges() + (high == level ? 0 : 1));
                level = high;
                return line.write(high);
            }
        };
    }

    boolean enabled() {
        return bytes.get(ENABLE) == 1;
    }

    long edges() {
        return bytes.getLong(EDGES);
    }
}
