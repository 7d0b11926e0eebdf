package dev.sinew.trainer.algorithm.td3;

import dev.sinew.trainer.offpolicy.ActorTraining;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.DeterministicAlgorithm;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.OffPolicySettings;

/// TD3 put together.
final class Td3Algorithm {
    private Td3Algorithm() {}

    /// {@return the algorithm, with parameters drawn}
    ///
    /// @param settings how it learns
    /// @param parts to work with
    static DeterministicAlgorithm of(Td3Settings settings, LearnerParts parts) {
        OffPolicySettings common = settings.offPolicy();
        Td3Loss loss = new Td3Loss(
                (float) settings.smoothing().std(), (float) settings.smoothing().clip());
        CriticTraining critics = new CriticTraining(
                parts.kernels(),
                parts.team(),
                common,
                parts.batch(),
                parts.observationSize(),
                loss::critic,
                parts.random().split("critics"));
        ActorTraining actor = new ActorTraining(parts, common, critics);
        Td3Update update = new Td3Update(
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
