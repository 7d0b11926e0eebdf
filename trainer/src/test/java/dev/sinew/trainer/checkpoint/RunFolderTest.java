package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path temporary;

    @Test
    void keepsWhatATrainingWasStartedWith() throws IOException {
        Path root = temporary.resolve("runs/one");
        try (RunFolder folder = RunFolder.create(root)) {
            folder.keepConfig("training.yaml", "task: α\n");
        }

        assertEquals("task: α\n", Files.readString(root.resolve("config/training.yaml")));
    }

    @Test
    void isNeverStartedTwice() throws IOException {
        Path root = temporary.resolve("one");
        RunFolder.create(root).close();

        assertEquals(
                root + " holds a training already: go on with `sinew resume " + root + "`, or name another",
                refusal(() -> RunFolder.create(root)));
    }

    @Test
    void takesNoFolderWithOtherThingsInIt() throws IOException {
        Files.writeString(temporary.resolve("thesis.tex"), "");

        assertEquals(
                temporary + " must be empty or missing for a new training, was not",
                refusal(() -> RunFolder.create(temporary)));
    }

    @Test
    void opensRunFoldersOnly() {
        assertEquals(
                temporary + " must be a run folder, has no folder `checkpoints`",
                refusal(() -> RunFolder.open(temporary)));
    }

    @Test
    void isHeldByOneTrainingAtATime() throws IOException {
        Path root = temporary.resolve("one");
        RunFolder holder = RunFolder.create(root);
        assertEquals(root + " is in use: another process trains in it", refusal(() -> RunFolder.open(root)));
        holder.close();

        RunFolder.open(root).close();
    }

    @Test
    void saysWhyItCannotBeMade() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertEquals(
                "cannot make run folder " + file.resolve("run") + ": Not a directory",
                refusal(() -> RunFolder.create(file.resolve("run"))));
    }

    @Test
    void clearsWhatADeadProcessLeftUnfinished() throws IOException {
        Path root = temporary.resolve("one");
        RunFolder.create(root).close();
        Path part = Files.writeString(root.resolve("checkpoints/.step-000000000040.checkpoint.part"), "half");

        RunFolder.open(root).close();

        assertFalse(Files.exists(part));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable action) {
        return String.valueOf(assertThrows(RunFolderException.class, action).getMessage());
    }
}
