package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.loop.SystemClock;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.BestPolicy;
import dev.sinew.trainer.loop.LineLearner;
import dev.sinew.trainer.loop.LoopIntervals;
import dev.sinew.trainer.loop.LoopListener;
import dev.sinew.trainer.loop.LoopResult;
import dev.sinew.trainer.loop.LoopSettings;
import dev.sinew.trainer.loop.MetricRow;
import dev.sinew.trainer.loop.OffPolicyLoop;
import dev.sinew.trainer.loop.PointWorlds;
import dev.sinew.trainer.loop.ReplayRhythm;
import dev.sinew.trainer.loop.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final Identity IDENTITY = new Identity(Map.of("task", "point", "learning_rate", "3e-4"));
    /// 32 bytes before the transitions and a hash of 32 after them.
    private static final long FRAME_BYTES = 64;

    private static final int ROW_BYTES = 20;

    @TempDir
    Path temporary;

    @Test
    void writesEachTransitionOnce() throws IOException {
        train(100, 40, 1000, 10);

        // checkpoints at 0, 40, 80 and 100 steps of one world each; the one at 0 has nothing to write
        assertEquals(
                List.of(
                        "step-000000000000.checkpoint",
                        "step-000000000040.checkpoint",
                        "step-000000000080.checkpoint",
                        "step-000000000100.checkpoint",
                        "transitions-000000000000-000000000040.rows",
                        "transitions-000000000040-000000000080.rows",
                        "transitions-000000000080-000000000100.rows"),
                names());
        assertEquals(FRAME_BYTES + 40 * ROW_BYTES, size("transitions-000000000040-000000000080.rows"));
        assertEquals(FRAME_BYTES + 20 * ROW_BYTES, size("transitions-000000000080-000000000100.rows"));
    }

    @Test
    void deletesWhatNoKeptCheckpointNeeds() throws IOException {
        // a replay of 50 at step 200 holds 150 to 199, at step 160 it held 110 to 159: the files before 80 are of no
        // use
        train(200, 40, 50, 2);

        assertEquals(
                List.of(
                        "step-000000000160.checkpoint",
                        "step-000000000200.checkpoint",
                        "transitions-000000000080-000000000120.rows",
                        "transitions-000000000120-000000000160.rows",
                        "transitions-000000000160-000000000200.rows"),
                names());
    }

    @Test
    void writesOnlyWhatIsHeldWhenTheReplayIsSmallerThanTheInterval() throws IOException {
        train(80, 80, 30, 2);

        assertEquals(
                List.of(
                        "step-000000000000.checkpoint",
                        "step-000000000080.checkpoint",
                        "transitions-000000000050-000000000080.rows"),
                names());
    }

    @Test
    void refusesAnotherTaskAndNamesTheDifference() throws IOException {
        train(40, 40, 100, 2);

        String message = refusal(new Identity(Map.of("task", "cart", "learning_rate", "3e-4")), 1, 100);

        assertTrue(
                message.endsWith("step-000000000040.checkpoint was saved with task = point, this training has cart"),
                message);
    }

    @Test
    void refusesASettingThatIsNewOrGone() throws IOException {
        train(40, 40, 100, 2);

        String message = refusal(new Identity(Map.of("task", "point")), 1, 100);

        assertTrue(message.endsWith("was saved with learning_rate = 3e-4, this training has (nothing)"), message);
    }

    @Test
    void refusesAnotherNumberOfWorlds() throws IOException {
        train(40, 40, 100, 2);

        String message = refusal(IDENTITY, 2, 100);

        assertTrue(message.endsWith("does not fit: worlds of the saved training must be 2, was 1"), message);
    }

    @Test
    void refusesTransitionsThatAreMissing() throws IOException {
        train(40, 40, 100, 2);
        Path rows = folder().resolve("checkpoints/transitions-000000000000-000000000040.rows");
        Files.delete(rows);

        assertEquals(rows + " must exist, is missing", refusal(IDENTITY, 1, 100));
    }

    @Test
    void refusesTransitionsThatWereChanged() throws IOException {
        train(40, 40, 100, 2);
        Path rows = folder().resolve("checkpoints/transitions-000000000000-000000000040.rows");
        byte[] bytes = Files.readAllBytes(rows);
        bytes[300] ^= 1;
        Files.write(rows, bytes);

        assertEquals(
                rows + " must match its checkpoint's SHA-256, did not: cut off or changed", refusal(IDENTITY, 1, 100));
    }

    @Test
    void refusesFiguresThatAreShorterThanTheirCheckpointSays() throws IOException {
        Files.createDirectories(folder());
        try (RunFolder run = RunFolder.create(folder())) {
            Files.writeString(run.metricsJsonl(), "{}\n{}\n");
            new Checkpoints(run, IDENTITY, 2).checkpoint(loop(40, 40, 1, 100));
            Files.writeString(run.metricsJsonl(), "{}\n");
        }

        assertEquals(
                folder().resolve("metrics.jsonl") + " must have at least the 6 bytes of its checkpoint, had 3",
                refusal(IDENTITY, 1, 100));
    }

    @Test
    void saysWhenThereIsNothingToGoOnFrom() throws IOException {
        RunFolder.create(folder()).close();

        assertEquals(
                folder() + " must hold a checkpoint to go on from, holds none: start again in another folder",
                refusal(IDENTITY, 1, 100));
    }

    @Test
    void goesOnFromTheOneBeforeWhenTheNewestIsRemoved() throws IOException {
        train(80, 40, 100, 3);
        Files.delete(folder().resolve("checkpoints/step-000000000080.checkpoint"));

        try (RunFolder run = RunFolder.open(folder())) {
            OffPolicyLoop loop = loop(80, 40, 1, 100);
            new Checkpoints(run, IDENTITY, 3).restore(loop);

            assertEquals(40, loop.steps());
            assertEquals(40, loop.learner().transitions().end());
        }
    }

    @Test
    void showsTheBestPolicyOrElseTheNewest() throws IOException {
        // evaluated at step 30 only, and asked to stop at step 40
        try (RunFolder run = RunFolder.create(folder())) {
            OffPolicyLoop loop = loop(1000, 30, 0, 1, 100);
            loop.run(List.of(new Checkpoints(run, IDENTITY, 2), new StopAt(loop, 40)));
        }
        LineLearner best = new LineLearner(100);
        LineLearner newest = new LineLearner(100);

        long evaluatedAt =
                KeptPolicy.restore(folder(), IDENTITY, best).orElseThrow().steps();
        Files.delete(folder().resolve("best/best.policy"));
        boolean evaluated = KeptPolicy.restore(folder(), IDENTITY, newest).isPresent();

        assertEquals(30, evaluatedAt);
        assertEquals(30, best.updates());
        assertEquals(false, evaluated);
        assertEquals(40, newest.updates());
    }

    private void train(long steps, long interval, int replay, int keep) throws IOException {
        try (RunFolder run = RunFolder.create(folder())) {
            loop(steps, interval, 1, replay).run(List.of(new Checkpoints(run, IDENTITY, keep)));
        }
    }

    private static OffPolicyLoop loop(long steps, long interval, int worlds, int replay) {
        return loop(steps, 0, interval, worlds, replay);
    }

    private static OffPolicyLoop loop(long steps, long evaluation, long interval, int worlds, int replay) {
        return new OffPolicyLoop(
                new LoopSettings(steps, new LoopIntervals(0, evaluation, interval), OptionalDouble.empty(), 3),
                new ReplayRhythm(0, 1),
                new PointWorlds(worlds),
                new LineLearner(replay),
                new Evaluator(new PointWorlds(1), 1, 9),
                new SystemClock());
    }

    /// Asks a training to stop at a step.
    private record StopAt(OffPolicyLoop loop, long steps) implements LoopListener {
        @Override
        public void stepped(Training training) {
            if (training.steps() == steps) {
                loop.requestStop();
            }
        }

        @Override
        public void recorded(MetricRow row) {}

        @Override
        public void improved(Training training, BestPolicy best) {}

        @Override
        public void checkpoint(Training training) {}

        @Override
        public void finished(LoopResult result) {}
    }

    private String refusal(Identity identity, int worlds, int replay) throws IOException {
        try (RunFolder run = RunFolder.open(folder())) {
            Checkpoints checkpoints = new Checkpoints(run, identity, 2);
            OffPolicyLoop loop = loop(1000, 40, worlds, replay);
            return String.valueOf(assertThrows(RunFolderException.class, () -> checkpoints.restore(loop))
                    .getMessage());
        }
    }

    private Path folder() {
        return temporary.resolve("run");
    }

    private long size(String name) throws IOException {
        return Files.size(folder().resolve("checkpoints").resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder().resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
