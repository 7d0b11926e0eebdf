package dev.sinew.trainer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.trainer.hardware.FineTuning;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.UnattendedLearning.Episode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Windows of five episodes, as the shipped settings have them.
class EpisodeTableTest {
    private static final double NONE = Double.NaN;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Path folder;

    EpisodeTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> lines(String constraint, double... windowCosts) throws IOException {
        String shipped = ConfigFiles.shipped().text("training/finetune.yaml");
        FineTuningSettings settings =
                Document.yaml("finetune.yaml", shipped + constraint + "\n", FineTuningSettings::read);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (EpisodeTable table = new EpisodeTable(out, folder, settings, List.of("cosine pendulum", "action"))) {
            for (int i = 0; i < windowCosts.length; i++) {
                table.accept(episode(i + 1, windowCosts[i]));
            }
            table.end("furuta");
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Episode episode(int number, double windowCost) {
        double windowReturn = Double.isNaN(windowCost) ? NONE : 850;
        return new Episode(
                3,
                100,
                840,
                List.of(0.9, -0.0025),
                0,
                new FineTuning.Standing(
                        FineTuning.Phase.ONLINE,
                        100L * number,
                        number,
                        0,
                        745,
                        windowReturn,
                        windowCost,
                        900,
                        1,
                        3,
                        0,
                        0,
                        false));
    }

    @Test
    void eachTermOfTheRewardIsAColumn() throws IOException {
        lines("", NONE);

        List<String> rows = Files.readAllLines(folder.resolve("episodes.csv"));
        assertTrue(rows.getFirst().endsWith(",proof,cosine pendulum,action"), rows.getFirst());
        assertTrue(rows.getLast().endsWith(",0,0.9,-0.0025"), rows.getLast());
    }

    @Test
    void aCostIsJudgedByTheFourWindowsOfTheLastTwentyEpisodes() throws IOException {
        double[] costs = new double[22];
        costs[1] = 1000; // before the last twenty
        costs[6] = 0.001;
        costs[11] = 0.002;
        costs[16] = 0.003;
        costs[20] = 1000; // within a window whose last episode is another
        costs[21] = 0.0019;

        List<String> lines = lines("constraint: {term: action, limit: 0.002}", costs);

        assertEquals(
                "episode 22: 2200 ticks, online, policy 3, return 840.0, last 850.0, frozen 745.0,"
                        + " cost 0.00190 of 0.00200",
                lines.get(21));
        assertEquals(
                "action: a step of the last 20 episodes cost 0.00198, wanted is 0.00200 at most: held",
                lines.getLast());
    }

    @Test
    void aCostAboveItsLimitIsNotHeldAndWindowsThatAreNotFullDoNotCount() throws IOException {
        List<String> lines = lines("constraint: {term: action, limit: 0.0019}", NONE, NONE, NONE, NONE, 0.00198);

        assertEquals("episode 4: 400 ticks, online, policy 3, return 840.0", lines.get(3));
        assertEquals(
                "action: a step of the last 5 episodes cost 0.00198, wanted is 0.00190 at most: NOT held",
                lines.getLast());
    }

    @Test
    void withoutAConstraintNothingIsSaidOfCosts() throws IOException {
        List<String> lines = lines("", NONE, 0);

        assertEquals(2, lines.size());
        assertTrue(lines.getLast().endsWith(", last 850.0, frozen 745.0"), lines.getLast());
        assertFalse(said.toString(StandardCharsets.UTF_8).contains("cost"));
    }
}
