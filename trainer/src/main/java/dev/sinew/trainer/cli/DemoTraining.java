package dev.sinew.trainer.cli;

import dev.sinew.trainer.report.Series;
import dev.sinew.trainer.run.TrainingPlan;
import dev.sinew.trainer.run.TrainingRun;
import java.nio.file.Path;

/// What the demo's training gave.
///
/// @param plan that was carried out
/// @param runFolder where it is kept
/// @param seconds it took, s
/// @param steps environment steps it took
/// @param curve mean return of each evaluation over environment steps
/// @param kept its best policy
record DemoTraining(
        TrainingPlan plan, Path runFolder, double seconds, long steps, Series curve, TrainingRun.Kept kept) {}
