package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.runtime.cli.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs a workstation's command lines in this process, for a user whose folder holds one file: small networks for
/// `Pendulum-v1`.
final class WorkstationBench {
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    WorkstationBench(Path folder) throws IOException {
        this.folder = folder;
        String settings = ConfigFiles.shipped().text("training/sac/Pendulum-v1.yaml");
        file(
                "training/sac/Pendulum-v1.yaml",
                settings.replace("[256, 256]", "[16, 16]")
                        .replace("batch: 256", "batch: 16")
                        .replace("warmup_steps: 1000", "warmup_steps: 100")
                        .replace("interval: 2500, episodes: 10", "interval: 200, episodes: 2"));
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.tree(new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("SINEW_HOME", folder.toString(), "SINEW_CACHE", "target/cache"),
                        folder,
                        folder,
                        false))
                .run(arguments);
    }

    void assertRefused(int code, String message, String... arguments) {
        int found = run(arguments);
        assertEquals("sinew: " + message + "\n", err());
        assertEquals(code, found);
    }

    /// {@return a command line with more words}
    String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /// The figures that a command wrote are those that its help names, or that of a command it refers to.
    void assertFiguresAreDocumented(Path json, String... commands) throws IOException {
        List<String> words = new ArrayList<>();
        for (String command : commands) {
            assertEquals(0, run(command, "--help"));
            String figures = out().substring(out().indexOf("Figures for --json"));
            words.addAll(List.of(figures.split("[\\s,;]+", -1)));
        }
        List<String> missing = Files.readAllLines(json).stream()
                .filter(line -> line.startsWith("  \""))
                .map(line -> line.substring(3, line.indexOf('"', 3)))
                .filter(key -> !words.contains(key))
                .toList();
        assertEquals(List.of(), missing);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path file(String name, String text) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
