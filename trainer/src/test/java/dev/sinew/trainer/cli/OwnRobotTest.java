package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Follows the page "Add your own robot" to the letter: writes the files that stand in it into an empty folder of a
/// user and types its commands, one after the other.
class OwnRobotTest {
    private static final Path PAGE = Path.of("../config/docs/add-your-own-robot.md");
    private static final Pattern FILE = Pattern.compile("(?ms)^```(?:yaml|xml) (\\S+)$(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./sinew (.+)$");

    @Test
    void thePageBuildsAThirdRobotThatTrainsAndRuns(@TempDir Path folder) throws IOException {
        String page = Files.readString(PAGE);
        WorkstationBench bench = new WorkstationBench(folder);
        List<String> files = new ArrayList<>();
        Matcher file = FILE.matcher(page);
        while (file.find()) {
            files.add(file.group(1));
            bench.file(file.group(1), file.group(2).stripLeading());
        }
        assertEquals(
                List.of(
                        "robots/pointer/robot.yaml",
                        "robots/pointer/wiring.yaml",
                        "robots/pointer/model.xml",
                        "tasks/pointer.yaml",
                        "training/sac/pointer.yaml",
                        "deployment/pointer.yaml"),
                files);

        List<String> said = new ArrayList<>();
        Matcher command = COMMAND.matcher(page);
        while (command.find()) {
            String[] words = words(bench, command.group(1));
            assertEquals(ExitCode.OK, bench.run(words), command.group(1) + ": " + bench.err() + bench.out());
            said.add(bench.out());
        }

        assertEquals(8, said.size());
        assertTrue(said.getFirst().contains("pointer: 100 Hz, 6 devices, joints hand"), said.getFirst());
        assertTrue(meanReturn(said.get(2)) > 150, said.get(2)); // of 200; a hand left where it is makes 100
        String run = said.getLast();
        assertTrue(run.contains("ended          its time was up"), run);
        assertTrue(run.contains("episodes       2, 0 stopped for their own motion"), run);
    }

    /// The words of a command line, what is relative to the working folder in the bench's, without a real-time class.
    private static String[] words(WorkstationBench bench, String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            boolean relative = word.startsWith("runs/") || word.endsWith(".bundle");
            words.add(relative ? bench.path(word).toString() : word);
        }
        if (words.getFirst().equals("run")) {
            words.add("--no-real-time");
        }
        return words.toArray(String[]::new);
    }

    private static double meanReturn(String said) {
        Matcher found = Pattern.compile("pointer: return (-?[0-9.]+)").matcher(said);
        assertTrue(found.find(), said);
        return Double.parseDouble(found.group(1));
    }
}
