package dev.sinew.runtime.recorder;

import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.runtime.health.HealthSources;
import dev.sinew.runtime.journal.BusEntry;
import dev.sinew.runtime.journal.Preparation;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.journal.TickRecord;
import dev.sinew.runtime.journal.TickStatistics;
import dev.sinew.runtime.journal.TimingHistogram;
import dev.sinew.runtime.protobuf.ProtobufWriter;
import dev.sinew.runtime.shadow.Divergence;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/// Encodes the messages that [FlightSchema] describes. Each is valid until the next of its kind. One thread.
final class FlightMessages {
    private final ProtobufWriter message = new ProtobufWriter();
    private final ProtobufWriter part = new ProtobufWriter();
    private final byte[] area;
    private final byte[] bytes = new byte[2 << Short.SIZE]; // of one transfer, both ways

    FlightMessages(int busCapacity) {
        area = new byte[busCapacity];
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
        message.flag(20, tick.readingRejected()).number(21, tick.requests());
        return message.flag(22, tick.supervisorTripped())
                .number(23, tick.policy())
                .content();
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
        tick.busBytes(area);
        return bus(tick.tick(), ByteBuffer.wrap(area, 0, tick.busBytes()), tick.busSkipped());
    }

    ByteBuffer preparation(Preparation preparation) {
        return bus(0, preparation.entries(), preparation.skipped());
    }

    private ByteBuffer bus(long tick, ByteBuffer entries, int skipped) {
        message.clear().number(1, tick);
        int transfers = 0;
        BusEntry entry = new BusEntry(entries);
        while (entry.next()) {
            if (entry.reading()) {
                part.clear().number(1, transfers).number(2, entry.channel()).fixed(3, entry.nanos());
                message.message(4, part);
            } else {
                transfer(entry);
                transfers++;
            }
        }
        return message.number(3, skipped).content();
    }

    private void transfer(BusEntry entry) {
        entry.copy(bytes);
        part.clear().number(1, entry.channel()).number(2, entry.address()).number(3, entry.status());
        part.bytes(4, bytes, 0, entry.outLength()).bytes(5, bytes, entry.outLength(), entry.inLength());
        message.message(2, part.fixed(6, entry.nanos()));
    }

    ByteBuffer event(TickEvent event) {
        message.clear().number(1, event.tick()).number(2, event.kind().code());
        return message.text(3, event.text()).content();
    }

    ByteBuffer health(TickStatistics window, long lost, HealthSources beside) {
        message.clear().number(1, window.ticks()).number(2, window.missed()).number(3, window.late());
        message.number(4, lost).number(5, window.busSkipped());
        timing(6, window.wake());
        timing(9, window.read());
        timing(12, window.act());
        timing(15, window.reach());
        message.number(18, window.limited()).number(19, window.held());
        message.number(20, window.latePolicy()).number(21, window.rejected());
        beside.shadow().ifPresent(this::divergence);
        beside.experience().get().ifPresent(this::experience);
        return message.content();
    }

    private void divergence(Divergence shadow) {
        message.number(22, shadow.compared()).number(23, shadow.failed()).number(24, shadow.skipped());
        message.decimal(25, shadow.largest());
        long[] counts = shadow.counts();
        doubles(message, 26, counts.length, i -> counts[i]);
    }

    private void experience(ExperienceCounters learned) {
        message.number(27, learned.produced()).number(28, learned.recovered()).number(29, learned.delivered());
        message.number(30, learned.spooled()).number(31, learned.queued()).number(32, learned.dropped());
        message.number(33, learned.unfinished());
    }

    private void timing(int first, TimingHistogram times) {
        message.number(first, times.quantile(0.5));
        message.number(first + 1, times.quantile(0.99));
        message.number(first + 2, times.max());
    }
}
