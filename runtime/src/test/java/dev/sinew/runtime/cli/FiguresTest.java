package dev.sinew.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @Test
    void writesOneObjectInTheOrderOfTheFigures(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("figures.json");
        new Figures()
                .put("seconds", 1.5)
                .put("mqtt.sent", 3)
                .put("mqtt.dropped", 0)
                .put("best", Double.NaN)
                .put("files", List.of("a", "b\"c"))
                .write(Optional.of(file));

        assertEquals("""
                {
                  "seconds": 1.5,
                  "mqtt.sent": 3,
                  "mqtt.dropped": 0,
                  "best": null,
                  "files": ["a", "b\\"c"]
                }
                """, Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
