package dev.sinew.runtime.recorder;

import dev.sinew.hal.bus.BusStatus;
import dev.sinew.hal.safety.Fault;
import dev.sinew.hal.safety.Verdict;
import dev.sinew.runtime.journal.TickEvent;
import dev.sinew.runtime.mode.Mode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The messages of a flight record in protobuf's own terms. Times are ns on the monotonic clock of the robot unless
/// said otherwise; SI units; joint order. `Bus.readings` are what the loop's thread read from its clocks (0 its own,
/// 1 the drivers'), `after` so many of `Bus.transfers`; `Tick.requests` are bits, 1 arm, 2 disarm, 4 reset, 8
/// learn-on, 16 learn-off, 32 mark.
final class FlightSchema {
    /// Protobuf package of the messages.
    static final String SCOPE = "sinew";

    private static final int MODES = 6;

    private FlightSchema() {}

    /// {@return the encoded `FileDescriptorSet` of all messages}
    static byte[] descriptors() {
        SchemaWriter file = new SchemaWriter(SCOPE, "sinew/flight.proto");
        file.enumeration(
                "Mode", IntStream.range(0, MODES).mapToObj(FlightSchema::mode).toList());
        file.enumeration("Verdict", names(Verdict.values(), Verdict::code));
        file.enumeration("Fault", names(Fault.values(), Fault::code));
        file.enumeration("Status", names(BusStatus.values(), BusStatus::code));
        file.enumeration("Kind", names(TickEvent.Kind.values(), TickEvent.Kind::code));
        tick(file);
        state(file);
        estimate(file);
        bus(file);
        event(file);
        health(file);
        return file.descriptors();
    }

    private static String mode(int code) {
        return Mode.word(code).toUpperCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> List<String> names(E[] values, ToIntFunction<E> code) {
        return Arrays.stream(values)
                .sorted(Comparator.comparingInt(code))
                .map(Enum::name)
                .toList();
    }

    private static void tick(SchemaWriter file) {
        file.message("Tick").field(1, "tick", FieldType.UINT64);
        file.fields(2, FieldType.SFIXED64, "due", "woke", "read", "acted", "written");
        file.fields(7, FieldType.UINT32, "missed", "late_periods");
        file.field(9, "mode", FieldType.ENUM, "Mode")
                .field(10, "verdict", FieldType.ENUM, "Verdict")
                .field(11, "fault", FieldType.ENUM, "Fault");
        file.fields(12, FieldType.BOOL, "emergency_stop", "usable", "calibrated");
        file.field(15, "state", FieldType.MESSAGE, "State").field(16, "estimate", FieldType.MESSAGE, "Estimate");
        file.list(17, "observation", FieldType.FLOAT, "")
                .list(18, "action", FieldType.FLOAT, "")
                .list(19, "targets", FieldType.DOUBLE, "");
        file.field(20, "reading_rejected", FieldType.BOOL)
                .field(21, "requests", FieldType.UINT32)
                .field(22, "supervisor_tripped", FieldType.BOOL)
                .field(23, "policy", FieldType.UINT32)
                .end();
    }

    private static void state(SchemaWriter file) {
        file.message("State").field(1, "time", FieldType.SFIXED64);
        file.list(2, "position", FieldType.DOUBLE, "").list(3, "velocity", FieldType.DOUBLE, "");
        file.list(4, "angular_velocity", FieldType.DOUBLE, "").list(5, "specific_force", FieldType.DOUBLE, "");
        file.fields(6, FieldType.DOUBLE, "supply_voltage", "supply_current");
        file.fields(8, FieldType.UINT32, "imu_fault_ticks", "encoder_fault_ticks", "supply_fault_ticks");
        file.end();
    }

    private static void estimate(SchemaWriter file) {
        file.message("Estimate")
                .list(1, "gravity", FieldType.DOUBLE, "")
                .list(2, "angular_velocity", FieldType.DOUBLE, "");
        file.fields(3, FieldType.DOUBLE, "tilt", "tilt_rate").end();
    }

    private static void bus(SchemaWriter file) {
        file.message("Bus").field(1, "tick", FieldType.UINT64).list(2, "transfers", FieldType.MESSAGE, "Transfer");
        file.field(3, "skipped", FieldType.UINT32);
        file.list(4, "readings", FieldType.MESSAGE, "Reading").end();
        file.message("Transfer").fields(1, FieldType.UINT32, "channel", "address");
        file.field(3, "status", FieldType.ENUM, "Status")
                .fields(4, FieldType.BYTES, "out", "in")
                .field(6, "time", FieldType.SFIXED64)
                .end();
        file.message("Reading").fields(1, FieldType.UINT32, "after", "clock");
        file.field(3, "time", FieldType.SFIXED64).end();
    }

    private static void event(SchemaWriter file) {
        file.message("Event").field(1, "tick", FieldType.UINT64).field(2, "kind", FieldType.ENUM, "Kind");
        file.field(3, "text", FieldType.STRING).end();
    }

    private static void health(SchemaWriter file) {
        file.message("Health").fields(1, FieldType.UINT64, "ticks", "missed", "late", "lost", "bus_skipped");
        file.fields(6, FieldType.UINT64, "wake_p50", "wake_p99", "wake_max", "read_p50", "read_p99", "read_max");
        file.fields(12, FieldType.UINT64, "act_p50", "act_p99", "act_max", "reach_p50", "reach_p99", "reach_max");
        file.fields(18, FieldType.UINT64, "limited", "held", "late_policy", "rejected");
        file.fields(22, FieldType.UINT64, "shadow_compared", "shadow_failed", "shadow_skipped");
        file.field(25, "shadow_largest", FieldType.DOUBLE).list(26, "shadow_counts", FieldType.DOUBLE, "");
        file.fields(27, FieldType.UINT64, "experience_produced", "experience_recovered", "experience_delivered");
        file.fields(30, FieldType.UINT64, "experience_spooled", "experience_queued", "experience_dropped");
        file.field(33, "experience_unfinished", FieldType.UINT64);
        file.end();
    }
}
