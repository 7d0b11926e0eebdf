package dev.sinew.trainer.algorithm.sac;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.TwinCritic;
import dev.sinew.trainer.optimizer.Adam;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Both critics under training. Each critic's stages depend on the other critic only through the values of the
/// next states, so two threads may work on one each.
final class SacCritics {
    private final SacBatch batch;
    private final SacLoss loss;
    private final float tau;
    private final TwinCritic twins;
    private final List<Adam> optimizers;
    private final List<float[]> targets;
    private final double[] losses = new double[2];

    /// Draws parameters.
    ///
    /// @param kernels of the learner
    /// @param mlp from observation and action to a value
    /// @param settings of the learner
    /// @param loss to minimise
    /// @param batch to work on
    /// @param random split for the two critics
    SacCritics(Kernels kernels, Mlp mlp, SacSettings settings, SacLoss loss, SacBatch batch, RandomStream random) {
        this.batch = batch;
        this.loss = loss;
        tau = (float) settings.targetRate();
        Critic first = new Critic(kernels, mlp, mlp.initialize(random.split(0)), batch.inputs());
        Critic second = new Critic(kernels, mlp, mlp.initialize(random.split(1)), batch.inputs());
        twins = new TwinCritic(first, second, batch.rows());
        optimizers = List.of(
                new Adam(settings.adam(), first.parameters(), first.gradient()),
                new Adam(settings.adam(), second.parameters(), second.gradient()));
        targets = List.of(new float[batch.rows()], new float[batch.rows()]);
    }

    /// Values the next states.
    ///
    /// @param part which, from 0
    /// @param parts 1 or 2
    void evaluateNext(int part, int parts) {
        for (int i = 2 * part / parts; i < 2 * (part + 1) / parts; i++) {
            twins.get(i).evaluateNext();
        }
    }

    /// Steps towards the targets, lets the slow copies follow, and values the actions wanted with the new
    /// parameters.
    ///
    /// @param nextLogPi log π of the actions next, `[B]`
    /// @param alpha α
    /// @param part which, from 0
    /// @param parts 1 or 2
    void learn(float[] nextLogPi, float alpha, int part, int parts) {
        for (int i = 2 * part / parts; i < 2 * (part + 1) / parts; i++) {
            Critic critic = twins.get(i);
            float[] y = targets.get(i);
            loss.softValue(twins.get(0).nextValues(), twins.get(1).nextValues(), nextLogPi, alpha, y);
            loss.softTarget(batch.rewards(), batch.terminated(), y, y);
            critic.evaluateTaken();
            losses[i] = loss.critic(critic.takenValues(), y, critic.valueGradient());
            if (!Double.isFinite(losses[i])) {
                continue; // leaves everything as it was, for the diagnosis
            }
            critic.backward();
            optimizers.get(i).begin();
            optimizers.get(i).stepAndFollow(critic.target(), tau, 0, 1);
            critic.parametersChanged();
            critic.evaluateWanted();
        }
    }

    /// {@return J_Q of both critics, summed, as it was before the step}
    double loss() {
        return losses[0] + losses[1];
    }

    /// {@return both critics}
    TwinCritic twins() {
        return twins;
    }

    /// Writes parameters, targets and moments, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    void save(DataOutput out) throws IOException {
        for (int i = 0; i < 2; i++) {
            twins.get(i).parameters().save(out);
            twins.get(i).target().save(out);
            optimizers.get(i).save(out);
        }
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for the same networks
    /// @throws IOException when `in` fails or does not fit
    void restore(DataInput in) throws IOException {
        for (int i = 0; i < 2; i++) {
            twins.get(i).parameters().restore(in);
            twins.get(i).target().restore(in);
            optimizers.get(i).restore(in);
            twins.get(i).parametersChanged();
        }
    }
}
