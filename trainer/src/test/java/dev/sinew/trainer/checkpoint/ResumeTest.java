package dev.sinew.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.checkpoint.RunProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A training that was cut off goes on as if it never was: processes are killed for real.
class ResumeTest {
    private static final RunPlan PLAN = RunPlan.POINT;
    private static final long MICROS = 500;

    @TempDir
    Path folder;

    @Test
    void goesOnBitForBitAfterBeingKilledTwice() throws Exception {
        // once among the random actions of the warm-up, once when it learns
        Path cut = folder.resolve("cut");
        SmallRun.train(whole(), PLAN);

        RunProcess.train(cut, PLAN.slowed(MICROS)).killAfterCheckpoint(600);
        RunProcess.resume(cut, PLAN.slowed(MICROS)).killAfterCheckpoint(1560);
        Ended last = RunProcess.resume(cut, PLAN).end();

        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole(), cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pendulum-v1", "HalfCheetah-v5"})
    void goesOnBitForBitWithSoftActorCritic(String task) throws Exception {
        RunPlan plan = new RunPlan(task, 1800, 1000, 120, 0);
        Path cut = folder.resolve("cut");
        SmallRun.train(whole(), plan);

        RunProcess.train(cut, plan).killAfterCheckpoint(1200);
        Ended last = RunProcess.resume(cut, plan).end();

        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole(), cut);
    }

    @Test
    void putsEverythingAwayWhenAskedToStopAndGoesOnBitForBit() throws Exception {
        Path cut = folder.resolve("cut");
        SmallRun.train(whole(), PLAN);

        Ended stopped = RunProcess.train(cut, PLAN.slowed(MICROS)).stopAfterCheckpoint(240);
        String kept = RunComparison.newest(cut).getFileName().toString();
        Ended last = RunProcess.resume(cut, PLAN).end();

        assertEquals(143, stopped.exitCode(), stopped.output()); // 128 + SIGTERM
        assertTrue(stopped.output().contains("STOPPED"), stopped.output());
        assertTrue(kept.compareTo("step-000000000240.checkpoint") >= 0, kept);
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole(), cut);
    }

    @Test
    void losesNothingWhenTheDiskIsFull() throws Exception {
        Path full = folder.resolve("full");
        SmallRun.train(whole(), PLAN);

        Ended failed =
                RunProcess.start(RunProcess.ON_A_FULL_DISK, "train", full, PLAN).end();
        Ended last = RunProcess.resume(full, PLAN).end();

        assertEquals(74, failed.exitCode(), failed.output());
        assertTrue(failed.output().contains("cannot write"), failed.output());
        assertTrue(failed.output().contains("File too large"), failed.output());
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole(), full);
    }

    @Test
    void goesOnWhenACheckpointItselfCouldNotBeWritten() throws Exception {
        // the only checkpoint after the first holds 500 transitions of 20 bytes, more than the 8 KiB
        RunPlan plan = PLAN.of(600, 600);
        Path full = folder.resolve("full");
        SmallRun.train(whole(), plan);

        Ended failed =
                RunProcess.start(RunProcess.ON_A_FULL_DISK, "train", full, plan).end();
        List<String> left = RunProcess.names(full);
        Ended last = RunProcess.resume(full, plan).end();

        assertEquals(74, failed.exitCode(), failed.output());
        assertTrue(failed.output().matches("(?s).*cannot write .*transitions-.*: File too large.*"), failed.output());
        assertEquals(List.of("step-000000000000.checkpoint"), left);
        assertEquals(0, last.exitCode(), last.output());
        RunComparison.assertEqualRuns(whole(), full);
    }

    @Test
    void leavesAFinishedTrainingAsItIs() throws Exception {
        // the last evaluation is at the end, between two intervals of 200: going on must not make it again
        RunPlan plan = PLAN.of(650, 120);
        Path again = folder.resolve("again");
        SmallRun.train(whole(), plan);

        SmallRun.train(again, plan);
        SmallRun.resume(again, plan);

        RunComparison.assertEqualRuns(whole(), again);
    }

    private Path whole() {
        return folder.resolve("whole");
    }
}
