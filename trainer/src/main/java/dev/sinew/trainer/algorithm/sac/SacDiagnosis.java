package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.Parameters;
import java.util.Optional;

/// Finds the tensor where an update stopped being finite, in the order in which an update computes.
final class SacDiagnosis {
    private SacDiagnosis() {}

    /// {@return the name of the first tensor that is not finite, `critic 1 gradient hidden0.weight` for one}
    ///
    /// @param batch of the update
    /// @param actorParameters under training
    /// @param critics under training
    static String culprit(SacBatch batch, Parameters actorParameters, SacCritics critics) {
        Critic first = critics.twins().get(0);
        Critic second = critics.twins().get(1);
        return batch.firstNotFinite()
                .or(() -> named("actor", actorParameters))
                .or(() -> named("critic 1 gradient", first.gradient()))
                .or(() -> named("critic 2 gradient", second.gradient()))
                .or(() -> named("critic 1", first.parameters()))
                .or(() -> named("critic 2", second.parameters()))
                .or(() -> named("critic 1 target", first.target()))
                .or(() -> named("critic 2 target", second.target()))
                .orElse("loss");
    }

    private static Optional<String> named(String what, Parameters parameters) {
        return parameters.firstNotFinite().map(tensor -> what + " " + tensor);
    }
}
