package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.normalization.RunningMoments;
import dev.sinew.trainer.replay.ReplayBatch;
import java.util.Optional;

/// What a [ReplayLearner] gives its algorithm to work with.
///
/// @param kernels innermost loops
/// @param team shares the work
/// @param batch of each update
/// @param moments observations are normalised with, if at all
/// @param observationSize floats of one observation
/// @param actionSize floats of one action
/// @param random split for each purpose
public record LearnerParts(
        Kernels kernels,
        KernelTeam team,
        ReplayBatch batch,
        Optional<RunningMoments> moments,
        int observationSize,
        int actionSize,
        RandomStream random) {}
