package dev.sinew.config.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCounterTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void goesOnAboveItsLastNumberInAnotherProcess() throws IOException {
        Path file = folder.resolve("counters/key");

        assertEquals(1000, new CommandCounter(file).next(1000));
        assertEquals(1001, new CommandCounter(file).next(1000));
        assertEquals(2000, new CommandCounter(file).next(2000));
        assertEquals(2001, new CommandCounter(file).next(900), "a clock that was set back");
    }

    @Test
    void refusesAFileThatHoldsNoNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "many\n");

        assertEquals(
                "counter file " + file + " must hold a number, was 'many'",
                assertThrows(IOException.class, () -> new CommandCounter(file).next(1))
                        .getMessage());
    }
}
