package dev.sinew.runtime.recorder;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.runtime.mode.Mode;
import dev.sinew.runtime.protobuf.ProtobufReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Decodes what a replay must know of `sinew.Tick` and `sinew.Bus`. Field numbers are those of [FlightSchema].
final class TickReader {
    private static final int STOPPED = new Mode.Stopped().code();
    private static final int ACTIVE = new Mode.Active().code();
    private static final RecordedTick.RecordedBus QUIET = new RecordedTick.RecordedBus(List.of(), 0);

    private final ByteBuffer message;
    private long number;
    private int mode;
    private int requests;
    private int policy;
    private boolean tripped;
    private boolean usable;
    private ByteBuffer observation = ByteBuffer.allocate(0);
    private ByteBuffer action = ByteBuffer.allocate(0);
    private RecordedTick.RecordedBus bus = QUIET;

    private TickReader(ByteBuffer message) {
        this.message = message;
    }

    static TickReader read(byte[] tick) {
        TickReader reader = new TickReader(ByteBuffer.wrap(tick).asReadOnlyBuffer());
        ProtobufReader fields = new ProtobufReader(tick);
        while (fields.next()) {
            reader.field(fields);
        }
        return reader;
    }

    private void field(ProtobufReader fields) {
        switch (fields.field()) {
            case 1 -> number = fields.varint();
            case 9 -> mode = (int) fields.varint();
            case 13 -> usable = fields.varint() != 0;
            case 17 -> observation = fields.bytes();
            case 18 -> action = fields.bytes();
            case 21 -> requests = (int) fields.varint();
            case 22 -> tripped = fields.varint() != 0;
            case 23 -> policy = (int) fields.varint();
            default -> fields.skip();
        }
    }

    /// Adds a `sinew.Bus`; one of another tick is passed over.
    void bus(byte[] content) {
        ProtobufReader fields = new ProtobufReader(content);
        if (number(content) == number) {
            bus = bus(fields);
        }
    }

    private static long number(byte[] content) {
        ProtobufReader fields = new ProtobufReader(content);
        return fields.next() && fields.field() == 1 ? fields.varint() : 0; // 0 is left out
    }

    static RecordedTick.RecordedBus bus(ProtobufReader fields) {
        List<RecordedEntry> transfers = new ArrayList<>();
        List<Placed> readings = new ArrayList<>();
        int skipped = 0;
        while (fields.next()) {
            switch (fields.field()) {
                case 2 -> transfers.add(transfer(fields.message()));
                case 3 -> skipped = (int) fields.varint();
                case 4 -> readings.add(reading(fields.message()));
                default -> fields.skip();
            }
        }
        return new RecordedTick.RecordedBus(inOrder(transfers, readings), skipped);
    }

    /// A reading and the count of transfers before it.
    private record Placed(int after, RecordedEntry.Reading reading) {}

    private static List<RecordedEntry> inOrder(List<RecordedEntry> transfers, List<Placed> readings) {
        List<RecordedEntry> entries = new ArrayList<>(transfers.size() + readings.size());
        int next = 0;
        for (int t = 0; t <= transfers.size(); t++) {
            while (next < readings.size() && readings.get(next).after() <= t) {
                entries.add(readings.get(next++).reading());
            }
            if (t < transfers.size()) {
                entries.add(transfers.get(t));
            }
        }
        return entries;
    }

    private static Placed reading(ProtobufReader fields) {
        int after = 0;
        int clock = 0;
        long nanos = 0;
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> after = (int) fields.varint();
                case 2 -> clock = (int) fields.varint();
                case 3 -> nanos = fields.fixedLong();
                default -> fields.skip();
            }
        }
        return new Placed(after, new RecordedEntry.Reading(clock, nanos));
    }

    private static RecordedEntry.Transfer transfer(ProtobufReader fields) {
        int channel = 0;
        int address = 0;
        int status = 0;
        ByteBuffer out = ByteBuffer.allocate(0);
        ByteBuffer in = out;
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> channel = (int) fields.varint();
                case 2 -> address = (int) fields.varint();
                case 3 -> status = (int) fields.varint();
                case 4 -> out = fields.bytes();
                case 5 -> in = fields.bytes();
                default -> fields.skip();
            }
        }
        return new RecordedEntry.Transfer(channel, address, BusStatus.of(status), out, in);
    }

    RecordedTick tick() {
        RecordedTick.Answer answer = new RecordedTick.Answer(policy, mode == ACTIVE, usable, observation, action);
        return new RecordedTick(number, mode == STOPPED, requests, tripped, answer, bus, message);
    }
}
