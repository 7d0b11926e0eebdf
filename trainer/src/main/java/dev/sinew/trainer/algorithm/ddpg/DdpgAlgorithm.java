package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.trainer.offpolicy.ActorTraining;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.DeterministicAlgorithm;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.OffPolicySettings;

/// DDPG put together.
final class DdpgAlgorithm {
    private DdpgAlgorithm() {}

    /// {@return the algorithm, with parameters drawn}
    ///
    /// @param settings how it learns
    /// @param parts to work with
    static DeterministicAlgorithm of(DdpgSettings settings, LearnerParts parts) {
        OffPolicySettings common = settings.offPolicy();
        DdpgLoss loss = new DdpgLoss();
        CriticTraining critics = new CriticTraining(
                parts.kernels(),
                parts.team(),
                common,
                parts.batch(),
                parts.observationSize(),
                loss::critic,
                parts.random().split("critics"));
        ActorTraining actor = new ActorTraining(parts, common, critics);
        DdpgUpdate update = new DdpgUpdate(
                loss,
                parts.team(),
                parts.batch(),
                critics,
                actor,
                common.actor().policyDelay(),
                parts.random().split("batch"));
        return new DeterministicAlgorithm(parts, critics, actor, update, settings.exploration());
    }
}
