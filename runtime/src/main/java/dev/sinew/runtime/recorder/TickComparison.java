package dev.sinew.runtime.recorder;

import dev.sinew.runtime.journal.TickLayout;
import dev.sinew.runtime.journal.TickRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares the record of a tick with that of its replay, bit for bit: times, readings, estimate, observation,
/// action, verdict and targets. One thread.
public final class TickComparison {
    /// In the order in which a tick makes them, so that the first difference is the cause of those that follow.
    private static final List<String> ORDER = List.of(
            "tick",
            "due",
            "woke",
            "missed",
            "requests",
            "supervisor_tripped",
            "policy",
            "emergency_stop",
            "state",
            "read",
            "reading_rejected",
            "calibrated",
            "estimate",
            "observation",
            "action",
            "usable",
            "acted",
            "late_periods",
            "verdict",
            "fault",
            "mode",
            "targets",
            "written");

    /// One field that differs.
    ///
    /// @param name of the field, such as `state.position[0]`
    /// @param recorded its value in the record
    /// @param replayed its value in the replay
    public record FieldDifference(String name, String recorded, String replayed) {}

    private final FlightMessages messages;
    private final FlightFields fields = new FlightFields();

    /// A comparison.
    ///
    /// @param layout of the records of the replay
    public TickComparison(TickLayout layout) {
        messages = new FlightMessages(layout.busCapacity());
    }

    /// {@return the first field that differs; empty when every bit is equal}
    ///
    /// @param recorded tick
    /// @param replayed the same tick in the replay
    public Optional<FieldDifference> first(RecordedTick recorded, TickRecord replayed) {
        ByteBuffer again = messages.tick(replayed);
        if (recorded.message().equals(again)) {
            return Optional.empty();
        }
        Map<String, String> before = fields.values("Tick", bytes(recorded.message()));
        Map<String, String> after = fields.values("Tick", bytes(again));
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : inOrder(names)) {
            String was = before.getOrDefault(name, "0");
            String is = after.getOrDefault(name, "0");
            if (!was.equals(is)) {
                return Optional.of(new FieldDifference(name, was, is));
            }
        }
        return Optional.of(new FieldDifference("a number that is none", "one NaN", "another"));
    }

    private static List<String> inOrder(Set<String> names) {
        List<String> ordered = new ArrayList<>();
        for (String top : ORDER) {
            names.stream()
                    .filter(name -> name.replaceAll("[.\\[].*", "").equals(top))
                    .forEach(ordered::add);
        }
        names.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
        return ordered;
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
