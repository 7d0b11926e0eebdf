package dev.sinew.runtime.session;

import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.protobuf.ProtobufReader;
import dev.sinew.runtime.recorder.McapReader;
import dev.sinew.runtime.recorder.McapVisitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What a flight record says, as far as the tests of faults ask. Field numbers are those of its schema.
final class FlightLog implements McapVisitor {
    private static final int SUPPLY_LINE = 0; // channel: the first that a robot opens
    private static final int MOTOR_HAT = 0x60;

    /// One tick.
    static final class Line {
        long number;
        int mode;
        Verdict verdict = Verdict.PASS;
        Fault fault = Fault.NONE;
        long latePeriods;
        boolean rejected;
        /// Angle between up and where the estimate has up, rad.
        double lean;
        final List<Double> targets = new ArrayList<>();
        /// Bytes written to the supply line and to the motor HAT, in order.
        final List<String> writes = new ArrayList<>();

        String mode() {
            return Mode.word(mode);
        }
    }

    final List<Line> ticks = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    /// Transitions that were dropped, as each health message says.
    final List<Long> dropped = new ArrayList<>();
    private final Map<Integer, String> topics = new HashMap<>();

    static FlightLog read(Path file) throws IOException {
        FlightLog log = new FlightLog();
        if (McapReader.scan(file, log) != McapReader.End.WHOLE) {
            throw new IOException(file + " must be whole");
        }
        return log;
    }

    @Override
    public void channel(int id, int schema, String topic) {
        topics.put(id, topic);
    }

    @Override
    public void message(int channel, long sequence, long time, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        ProtobufReader fields = new ProtobufReader(bytes);
        switch (String.valueOf(topics.get(channel))) {
            case "/tick" -> tick(fields);
            case "/bus" -> bus(fields);
            case "/event" -> event(fields);
            case "/health" -> health(fields);
            default -> {} // preparation
        }
    }

    private void health(ProtobufReader fields) {
        long count = 0;
        while (fields.next()) {
            if (fields.field() == 32) {
                count = fields.varint();
            } else {
                fields.skip();
            }
        }
        dropped.add(count);
    }

    private void tick(ProtobufReader fields) {
        Line line = new Line();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> line.number = fields.varint();
                case 8 -> line.latePeriods = fields.varint();
                case 9 -> line.mode = (int) fields.varint();
                case 10 -> line.verdict = Verdict.of((int) fields.varint());
                case 11 -> line.fault = Fault.of((int) fields.varint());
                case 16 -> estimate(fields.message(), line);
                case 19 -> line.targets.addAll(doubles(fields));
                case 20 -> line.rejected = fields.varint() == 1;
                default -> fields.skip();
            }
        }
        ticks.add(line);
    }

    private static void estimate(ProtobufReader fields, Line line) {
        while (fields.next()) {
            if (fields.field() == 1) {
                line.lean = Math.acos(-doubles(fields).get(2));
            } else {
                fields.skip();
            }
        }
    }

    private static List<Double> doubles(ProtobufReader fields) {
        ByteBuffer packed = fields.bytes().order(ByteOrder.LITTLE_ENDIAN);
        List<Double> values = new ArrayList<>();
        while (packed.hasRemaining()) {
            values.add(packed.getDouble());
        }
        return values;
    }

    private void bus(ProtobufReader fields) {
        Line line = ticks.getLast(); // the message before
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> line = ticks.get(Math.toIntExact(fields.varint()));
                case 2 -> transfer(fields.message(), line);
                default -> fields.skip();
            }
        }
    }

    private static void transfer(ProtobufReader fields, Line line) {
        int channel = 0;
        int address = 0;
        String out = "";
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> channel = (int) fields.varint();
                case 2 -> address = (int) fields.varint();
                case 4 -> {
                    ByteBuffer bytes = fields.bytes();
                    byte[] written = new byte[bytes.remaining()];
                    bytes.get(written);
                    out = HexFormat.ofDelimiter(" ").formatHex(written);
                }
                default -> fields.skip();
            }
        }
        if (address == MOTOR_HAT && out.length() > 2) { // one byte asks for a register
            line.writes.add("hat " + out);
        } else if (channel == SUPPLY_LINE) {
            line.writes.add("supply " + out);
        }
    }

    private void event(ProtobufReader fields) {
        long tick = 0;
        String text = "";
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> tick = fields.varint();
                case 3 -> text = fields.text();
                default -> fields.skip();
            }
        }
        events.add(tick + " " + text);
    }
}
