package dev.sinew.trainer.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTableTest {
    @Test
    void curvesSurviveTheFile(@TempDir Path folder) throws IOException {
        List<LearningCurve> curves = List.of(CurveGroupTest.curve(1, 1.25, -3e-5), CurveGroupTest.curve(2, 1e6 / 3));
        Path file = folder.resolve("curves.csv");

        CurveTable.write(file, curves);

        assertEquals(curves, CurveTable.read(file));
    }

    @Test
    void aWrongLineIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("curves.csv");
        CurveTable.write(file, List.of(CurveGroupTest.curve(1, 1)));
        Files.writeString(file, Files.readString(file) + "a,sac,one,10,0,0,0\n");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> CurveTable.read(file));
        assertTrue(refused.toString().contains("curves.csv:3: must hold task,algorithm"), refused.toString());
    }

    @Test
    void anotherFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> CurveTable.read(file));
        assertTrue(refused.toString().contains("began with 'a,b'"), refused.toString());
    }

    @Test
    void rowsWithoutAnEvaluationAreLeftOut(@TempDir Path folder) throws IOException {
        Path progress = Files.writeString(folder.resolve("progress.csv"), """
                time/total_timesteps,"time/time_elapsed",eval/mean_reward,eval/std_reward
                1000,1.5,,
                2000,3.5,-12.5,2
                """);

        assertEquals(List.of(new CurvePoint(2000, 3.5, -12.5, 2)), CurveTable.evaluations(progress));
    }
}
