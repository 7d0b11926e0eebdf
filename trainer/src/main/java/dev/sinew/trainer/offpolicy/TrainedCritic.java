package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.optimizer.Adam;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One critic with its optimizer, and the loss that it minimises.
final class TrainedCritic {
    private final Critic critic;
    private final Adam optimizer;
    private final CriticLoss lossFunction;
    private final float[] targets;
    private final float tau;
    private double loss;

    /// Binds the parts.
    ///
    /// @param critic to be trained
    /// @param adam of its optimizer
    /// @param lossFunction to minimise
    /// @param targets y, `[B]`, read by each step
    /// @param tau τ
    TrainedCritic(Critic critic, AdamSettings adam, CriticLoss lossFunction, float[] targets, float tau) {
        this.critic = critic;
        this.lossFunction = lossFunction;
        this.targets = targets;
        this.tau = tau;
        optimizer = new Adam(adam, critic.parameters(), critic.gradient());
    }

    Critic critic() {
        return critic;
    }

    Adam optimizer() {
        return optimizer;
    }

    /// Computes the loss of the values of the actions taken, and its gradient.
    void computeLoss() {
        loss = lossFunction.of(critic.takenValues(), targets, critic.valueGradient());
    }

    double loss() {
        return loss;
    }

    void stepAndFollow(int part, int parts) {
        optimizer.stepAndFollow(critic.target(), tau, part, parts);
    }

    void save(DataOutput out) throws IOException {
        critic.parameters().save(out);
        critic.target().save(out);
        optimizer.save(out);
    }

    void restore(DataInput in) throws IOException {
        critic.parameters().restore(in);
        critic.target().restore(in);
        optimizer.restore(in);
        critic.parametersChanged(0, 1);
    }
}
