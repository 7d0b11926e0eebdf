package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    private static final Optional<String> NEVER = Optional.empty();
    private static final Optional<String> REMOTE = Optional.of(ResultsFolder.REMOTE);
    private static final Optional<String> ONBOARD = Optional.of(ResultsFolder.ONBOARD);

    @TempDir
    Path run = Path.of("");

    @Test
    void theNextLearningGetsTheNextFolder() throws IOException {
        assertEquals(run.resolve("finetune"), learned());
        assertEquals(run.resolve("finetune-2"), learned());
        assertEquals(run.resolve("finetune-3"), ResultsFolder.open(run, Optional.empty(), NEVER));
    }

    @Test
    void oneOverTheNetworkGoesOnWhereItWasAndNowhereElse() throws IOException {
        learned();
        Path second = ResultsFolder.open(run, Optional.empty(), REMOTE);
        assertEquals(run.resolve("finetune-2"), second);
        Files.createDirectory(second.resolve("learner"));
        Files.createFile(second.resolve("episodes.csv"));

        assertEquals(second, ResultsFolder.open(run, Optional.empty(), REMOTE));
        assertEquals(second, ResultsFolder.open(run, Optional.of(second), REMOTE));
        assertEquals(run.resolve("finetune-3"), ResultsFolder.open(run, Optional.empty(), NEVER));
        assertEquals(
                run.resolve("finetune-3"),
                ResultsFolder.open(run, Optional.empty(), ONBOARD),
                "what a robot's own process learned is not what came over the network");
    }

    @Test
    void aFolderThatIsAskedForAndHoldsResultsIsRefused() throws IOException {
        Path one = learned();
        for (Optional<String> kept : List.of(NEVER, REMOTE)) {
            IOException refused =
                    assertThrows(IOException.class, () -> ResultsFolder.open(run, Optional.of(one), kept));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("results " + one + " exist already"), message);
        }
        Path other = run.resolve("elsewhere/deep");
        assertEquals(other, ResultsFolder.open(run, Optional.of(other), NEVER));
        assertTrue(Files.isDirectory(other));
    }

    private Path learned() throws IOException {
        Path folder = ResultsFolder.open(run, Optional.empty(), NEVER);
        Files.createFile(folder.resolve("episodes.csv"));
        return folder;
    }
}
