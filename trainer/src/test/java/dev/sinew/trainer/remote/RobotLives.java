package dev.sinew.trainer.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The lives of a robot's process, each by the newest health message that was heard of it or, when it ended in order,
/// by the figures that it wrote then. Messages come on a thread of the link.
final class RobotLives {
    private final Map<String, RobotHealth> newest = new LinkedHashMap<>();
    private final List<RobotHealth> wrong = new ArrayList<>();
    private Set<String> before = Set.of();
    private int begun;
    private long messages;

    synchronized void arrived(byte[] payload) {
        keep(RobotHealth.read(payload));
        messages++;
    }

    private void keep(RobotHealth health) {
        newest.put(health.session(), health);
        if (!health.addsUp()) {
            wrong.add(health);
        }
    }

    /// The robot is started: whoever was heard so far is an earlier one.
    synchronized void begins() {
        before = new HashSet<>(newest.keySet());
        begun++;
    }

    /// {@return the newest of the robot that was started last; empty before it says something}
    synchronized Optional<RobotHealth> now() {
        return newest.values().stream()
                .filter(health -> !before.contains(health.session()))
                .findFirst();
    }

    /// The robot that was started last has ended in order.
    ///
    /// @param figures that it wrote
    synchronized RobotHealth ended(Path figures) throws IOException {
        RobotHealth end = RobotHealth.figures(now().orElseThrow().session(), figures);
        keep(end);
        return end;
    }

    /// {@return the last of each life, in their order}
    synchronized List<RobotHealth> all() {
        return List.copyOf(newest.values());
    }

    /// {@return how many lives were begun}
    synchronized int begun() {
        return begun;
    }

    /// {@return messages in which transitions are nowhere, or twice}
    synchronized List<RobotHealth> wrong() {
        return List.copyOf(wrong);
    }

    /// {@return messages that were heard}
    synchronized long messages() {
        return messages;
    }
}
