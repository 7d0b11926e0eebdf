package dev.sinew.hal.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// An I2C bus that writes down every transfer in hexadecimal and answers reads as a test says: one answer for each
/// register, the same until it is changed.
public final class ScriptedI2c implements I2cBus {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final List<String> transfers;
    private final Map<Integer, byte[]> answers = new HashMap<>();
    private final BusCounters counters = new BusCounters();
    private BusStatus status = BusStatus.OK;

    /// Answers every read with zeros.
    public ScriptedI2c() {
        this(new ArrayList<>());
    }

    /// Answers every read with zeros.
    ///
    /// @param log where to write the transfers down
    ScriptedI2c(List<String> log) {
        transfers = log;
    }

    /// Sets the answer of every device to reads of one register.
    ///
    /// @param register its address
    /// @param bytes hexadecimal; further bytes read as zero
    /// @return this
    public ScriptedI2c answer(int register, String bytes) {
        answers.put(register, HEX.parseHex(bytes));
        return this;
    }

    /// Sets the answer of one device to reads of one register; goes before the answer of every device.
    ///
    /// @param address of the device
    /// @param register its address
    /// @param bytes hexadecimal; further bytes read as zero
    /// @return this
    public ScriptedI2c answerAt(int address, int register, String bytes) {
        answers.put(address << 8 | register, HEX.parseHex(bytes));
        return this;
    }

    /// Ends every transfer from now on like this.
    ///
    /// @param ending how
    public void end(BusStatus ending) {
        status = ending;
    }

    /// {@return the transfers since the last call: `60: FD 10` wrote two bytes, `68: 3A > 15` then read 15}
    public List<String> taken() {
        List<String> taken = List.copyOf(transfers);
        transfers.clear();
        return taken;
    }

    @Override
    public BusStatus write(int address, byte[] out, int length) {
        transfers.add("%02X: %s".formatted(address, HEX.formatHex(out, 0, length)));
        return status;
    }

    @Override
    public BusStatus writeRead(int address, byte[] out, int outLength, byte[] in, int inLength) {
        transfers.add("%02X: %s > %d".formatted(address, HEX.formatHex(out, 0, outLength), inLength));
        if (status == BusStatus.OK) {
            int register = out[0] & 0xFF;
            byte[] every = answers.getOrDefault(register, new byte[0]);
            byte[] answer = answers.getOrDefault(address << 8 | register, every);
            for (int i = 0; i < inLength; i++) {
                in[i] = i < answer.length ? answer[i] : 0;
            }
        }
        return status;
    }

    @Override
    public BusCounters counters() {
        return counters;
    }
}
