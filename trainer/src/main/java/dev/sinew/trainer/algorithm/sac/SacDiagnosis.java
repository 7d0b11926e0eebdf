package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.network.TwinCritic;
import java.util.Optional;

/// Finds out why an update met a figure that is not finite: which of the numbers that it read was not.
final class SacDiagnosis {
    private SacDiagnosis() {}

    /// {@return the name of the first tensor that is not finite, `critic 1 hidden0.weight` for one, in the
    /// order in which an update reads them; `loss` when all are finite and their product was too large}
    ///
    /// @param batch of the update
    /// @param actor parameters of the policy
    /// @param critics both
    static String culprit(SacBatch batch, Parameters actor, TwinCritic critics) {
        return batch.firstNotFinite()
                .or(() -> named("actor", actor))
                .or(() -> named("critic 1 target", critics.get(0).target()))
                .or(() -> named("critic 2 target", critics.get(1).target()))
                .or(() -> named("critic 1", critics.get(0).parameters()))
                .or(() -> named("critic 2", critics.get(1).parameters()))
                .orElse("loss");
    }

    private static Optional<String> named(String what, Parameters parameters) {
        return parameters.firstNotFinite().map(tensor -> what + " " + tensor);
    }
}
