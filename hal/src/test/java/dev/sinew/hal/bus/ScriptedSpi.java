package dev.sinew.hal.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// An SPI device that writes down every transfer in hexadecimal and answers as a test says: one answer for each first
/// byte, the same until it is changed.
public final class ScriptedSpi implements SpiBus {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final List<String> transfers = new ArrayList<>();
    private final Map<Byte, byte[]> answers = new HashMap<>();
    private final BusCounters counters = new BusCounters();
    private BusStatus status = BusStatus.OK;

    /// Answers everything with zeros.
    public ScriptedSpi() {}

    /// Sets what is clocked in after a first byte.
    ///
    /// @param first the byte clocked out first
    /// @param bytes hexadecimal, from the second byte on
    /// @return this
    public ScriptedSpi answer(int first, String bytes) {
        answers.put((byte) first, HEX.parseHex(bytes));
        return this;
    }

    /// Ends every transfer from now on like this.
    ///
    /// @param ending how
    public void end(BusStatus ending) {
        status = ending;
    }

    /// {@return the transfers since the last call: what was clocked out with its length, as `88 03`}
    public List<String> taken() {
        List<String> taken = List.copyOf(transfers);
        transfers.clear();
        return taken;
    }

    @Override
    public BusStatus transfer(byte[] out, byte[] in, int length) {
        transfers.add(HEX.formatHex(out, 0, length));
        if (status == BusStatus.OK) {
            byte[] answer = answers.getOrDefault(out[0], new byte[0]);
            for (int i = 0; i < length; i++) {
                in[i] = i > 0 && i <= answer.length ? answer[i - 1] : 0;
            }
        }
        return status;
    }

    @Override
    public BusCounters counters() {
        return counters;
    }
}
