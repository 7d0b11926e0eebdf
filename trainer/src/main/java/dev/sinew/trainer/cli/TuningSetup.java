package dev.sinew.trainer.cli;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.RobotTask;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.trainer.hardware.FineTuningSettings;
import dev.sinew.trainer.hardware.TunedSac;
import dev.sinew.trainer.remote.SignedBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /// {@return what a learner that goes on must have in common with the one before: the training, the steps it
    /// remembered, how is learned; may be added to}
    ///
    /// @param seed of everything random
    /// @throws IOException when the remembered steps cannot be read
    Map<String, String> identity(long seed) throws IOException {
        Map<String, String> entries = new TreeMap<>(request.plan(files, 1).identity());
        entries.put("simulated steps, SHA-256", Sha256.hex(Files.readAllBytes(results.resolve(PRIOR))));
        entries.put("seed of the learning", Long.toString(seed));
        entries.put("learning", settings.toString());
        return entries;
    }

    /// {@return what takes policies that this learner signed, and nobody else's}
    ///
    /// @param key that signs them
    BundleReader reader(SigningKey key) {
        return new BundleReader(
                task.contract().robot().name(),
                new Tasks(files),
                List.of(key.trustedKey()),
                Unsigned.REFUSED,
                new OnnxNormalization());
    }

    /// {@return what packs its policies for the robot}
    ///
    /// @param key signs them
    /// @param seed of everything random
    SignedBundles bundles(SigningKey key, long seed) {
        return new SignedBundles(task.contract(), about(seed), key, reader(key));
    }
}
