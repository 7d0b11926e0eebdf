package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.Parameters;
import dev.sinew.trainer.replay.ReplayBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds out why an update met a figure that is not finite: which of the numbers that it read was not.
public final class Diagnosis {
    private final ReplayBatch batch;
    private final Map<String, Parameters> networks = new LinkedHashMap<>();

    /// Looks into a learner.
    ///
    /// @param batch of its updates
    /// @param actors its policy and what follows it, by name
    /// @param critics of the learner
    public Diagnosis(ReplayBatch batch, Map<String, Parameters> actors, CriticEnsemble critics) {
        this.batch = batch;
        networks.putAll(actors);
        for (int i = 0; i < critics.size(); i++) {
            networks.put("critic " + (i + 1) + " target", critics.get(i).target());
        }
        for (int i = 0; i < critics.size(); i++) {
            networks.put("critic " + (i + 1), critics.get(i).parameters());
        }
    }

    /// Looks at another critic, whose turn comes after the others'.
    ///
    /// @param name of it
    /// @param critic of the learner
    public void looksAt(String name, Critic critic) {
        networks.put(name + " target", critic.target());
        networks.put(name, critic.parameters());
    }

    /// {@return the name of the first tensor that is not finite, `critic 1 hidden0.weight` for one, in the order in
    /// which an update reads them; `loss` when all are finite and their product was too large}
    public String culprit() {
        Optional<String> found = batch.firstNotFinite();
        for (Map.Entry<String, Parameters> network : networks.entrySet()) {
            found = found.or(() -> network.getValue().firstNotFinite().map(tensor -> network.getKey() + " " + tensor));
        }
        return found.orElse("loss");
    }
}
