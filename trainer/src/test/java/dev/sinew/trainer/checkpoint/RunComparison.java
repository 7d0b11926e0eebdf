package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.progress.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds two run folders of equal trainings against each other: everything must be equal bit for bit but wall-clock
/// time.
public final class RunComparison {
    private RunComparison() {}

    /// Compares checkpoints, kept policy, figures and events.
    ///
    /// @param expected run folder
    /// @param found run folder
    /// @throws IOException when one cannot be read
    public static void assertEqualRuns(Path expected, Path found) throws IOException {
        assertEqualCheckpoints(newest(expected), newest(found));
        assertEquals(names(expected.resolve("checkpoints")), names(found.resolve("checkpoints")));
        assertArrayEquals(
                body(expected.resolve("best/best.policy"), "learner"),
                body(found.resolve("best/best.policy"), "learner"));
        assertEquals(csv(expected), csv(found));
        assertEquals(events(expected), events(found));
    }

    /// The section `transitions` names their files with their hashes, so it stands for the replay.
    private static void assertEqualCheckpoints(Path expected, Path found) throws IOException {
        assertEquals(expected.getFileName(), found.getFileName());
        for (String section : List.of("identity", "transitions", "loop", "environment", "learner")) {
            assertArrayEquals(body(expected, section), body(found, section), section);
        }
    }

    static Path newest(Path root) throws IOException {
        return Checkpoints.newest(root).orElseThrow();
    }

    static byte[] body(Path file, String section) throws IOException {
        byte[][] body = new byte[1][];
        SectionFile.read(file).section(section, in -> body[0] = in.readAllBytes());
        return body[0];
    }

    /// {@return the rows of `progress.csv` without the columns of wall-clock time}
    private static List<String> csv(Path root) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(root.resolve("progress.csv"));
        String[] columns = lines.getFirst().split(",", -1);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            assertEquals(columns.length, cells.length, line);
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                row.append(MetricRow.isWallClock(columns[i]) ? "" : cells[i] + ",");
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static List<String> events(Path root) throws IOException {
        List<String> events = new ArrayList<>();
        try (var files = Files.newDirectoryStream(root, "events.out.tfevents.*")) {
            for (Path file : files) {
                for (EventReader.Scalar scalar : EventReader.scalars(Files.readAllBytes(file))) {
                    if (!MetricRow.isWallClock(scalar.tag())) {
                        events.add(scalar.step() + " " + scalar.tag() + " " + scalar.value());
                    }
                }
            }
        }
        return events;
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
