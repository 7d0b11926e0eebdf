package dev.sinew.trainer.cli;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.RobotTask;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedSac;
import java.nio.file.Path;
import java.util.Map;

/// What is learned on a robot, whichever robot that is.
///
/// @param files as the run folder keeps them
/// @param request that the training was started with
/// @param task of the robot
/// @param settings of the learning
/// @param learner that goes on from the training
/// @param results folder that exists
record TuningSetup(
        ConfigFiles files,
        RunRequest request,
        RobotTask task,
        FineTuningSettings settings,
        TunedSac learner,
        Path results) {
    /// File in the results with the steps that the training remembered.
    static final String PRIOR = "simulated.prior";

    /// {@return what a bundle of it says of itself}
    ///
    /// @param seed of everything random
    Map<String, String> about(long seed) {
        return Map.of("task", request.task(), "algorithm", "sac", "seed", Long.toString(seed), "finetuned", "true");
    }
}
