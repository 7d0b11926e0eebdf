package dev.sinew.runtime.recorder;

import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.journal.TimingHistogram;
import dev.sinew.runtime.protobuf.ProtobufWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;

/// Encodes the messages that [FlightSchema] describes. Each is valid until the next of its kind. One thread.
final class FlightMessages {
    private static final int TRANSFER_HEADER = 8; // drawn in TickLayout

    private final ProtobufWriter message = new ProtobufWriter();
    private final ProtobufWriter part = new ProtobufWriter();
    private final byte[] busBytes;
    private final ByteBuffer bus;

    FlightMessages(int busCapacity) {
        busBytes = new byte[busCapacity];
        bus = ByteBuffer.wrap(busBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    ByteBuffer tick(TickRecord tick) {
        message.clear().number(1, tick.tick());
        message.fixed(2, tick.due()).fixed(3, tick.woke()).fixed(4, tick.read());
        message.fixed(5, tick.acted()).fixed(6, tick.written());
        message.number(7, tick.missed()).number(8, tick.latePeriods());
        message.number(9, tick.mode()).number(10, tick.verdict()).number(11, tick.fault());
        message.flag(12, tick.emergencyStop()).flag(13, tick.usable()).flag(14, tick.calibrated());
        state(tick);
        estimate(tick);
        floats(17, tick.layout().observationSize(), tick::observation);
        floats(18, tick.layout().actionSize(), tick::action);
        doubles(message, 19, tick.layout().joints(), tick::target);
        return message.flag(20, tick.readingRejected()).content();
    }

    private void state(TickRecord tick) {
        int joints = tick.layout().joints();
        part.clear().fixed(1, tick.stateTime());
        doubles(part, 2, joints, tick::position);
        doubles(part, 3, joints, tick::velocity);
        doubles(part, 4, 3, tick::angularVelocity);
        doubles(part, 5, 3, tick::specificForce);
        part.decimal(6, tick.supplyVoltage()).decimal(7, tick.supplyCurrent());
        part.number(8, tick.imuFaultTicks()).number(9, tick.encoderFaultTicks()).number(10, tick.supplyFaultTicks());
        message.message(15, part);
    }

    private void estimate(TickRecord tick) {
        part.clear();
        doubles(part, 1, 3, tick::estimatedGravity);
        doubles(part, 2, 3, tick::estimatedAngularVelocity);
        // the lean as AttitudeEstimate has it
        part.decimal(3, StrictMath.atan2(tick.estimatedGravity(0), -tick.estimatedGravity(2)));
        part.decimal(4, tick.estimatedAngularVelocity(1));
        message.message(16, part);
    }

    private static void doubles(ProtobufWriter out, int field, int count, IntToDoubleFunction values) {
        out.packed(field, count, Double.BYTES);
        for (int i = 0; i < count; i++) {
            out.packed(values.applyAsDouble(i));
        }
    }

    private void floats(int field, int count, IntToDoubleFunction values) {
        message.packed(field, count, Float.BYTES);
        for (int i = 0; i < count; i++) {
            message.packed((float) values.applyAsDouble(i));
        }
    }

    ByteBuffer bus(TickRecord tick) {
        message.clear().number(1, tick.tick());
        tick.busBytes(busBytes);
        int at = 0;
        while (at < tick.busBytes()) {
            int out = Short.toUnsignedInt(bus.getShort(at + 4));
            int in = Short.toUnsignedInt(bus.getShort(at + 6));
            part.clear().number(1, busBytes[at] & 0xFF).number(2, busBytes[at + 1] & 0xFF);
            part.number(3, busBytes[at + 2]);
            part.bytes(4, busBytes, at + TRANSFER_HEADER, out);
            part.bytes(5, busBytes, at + TRANSFER_HEADER + out, in);
            message.message(2, part);
            at += TRANSFER_HEADER + out + in;
        }
        return message.number(3, tick.busSkipped()).content();
    }

    ByteBuffer event(TickEvent event) {
        message.clear().number(1, event.tick()).number(2, event.kind().code());
        return message.text(3, event.text()).content();
    }

    ByteBuffer health(TickStatistics window, long lost) {
        message.clear().number(1, window.ticks()).number(2, window.missed()).number(3, window.late());
        message.number(4, lost).number(5, window.busSkipped());
        timing(6, window.wake());
        timing(9, window.read());
        timing(12, window.act());
        timing(15, window.reach());
        message.number(18, window.limited()).number(19, window.held());
        message.number(20, window.latePolicy()).number(21, window.rejected());
        return message.content();
    }

    private void timing(int first, TimingHistogram times) {
        message.number(first, times.quantile(0.5));
        message.number(first + 1, times.quantile(0.99));
        message.number(first + 2, times.max());
    }
}
