package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs the robot's command lines in this process, for a user whose folder is empty.
final class CommandBench {
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandBench(Path folder) {
        this.folder = folder;
    }

    CommandContext context() {
        return new CommandContext(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("SINEW_HOME", folder.toString(), "SINEW_CACHE", "target/cache"),
                folder,
                folder,
                false);
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.tree(context()).run(arguments);
    }

    void assertRefused(int code, String message, String... arguments) {
        int found = run(arguments);
        assertEquals("sinew: " + message + "\n", err());
        assertEquals(code, found);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// A file of the user's own, with text.
    Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }
}
