package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.kernel.Kernels;
import dev.sinew.trainer.network.Critic;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.replay.ReplayBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All critics under training. One thread calls it; the team shares the work.
///
/// An update goes [#smallestNext], then the algorithm makes targets of it, then [#learn] or
/// [#learnAndFollow].
public final class CriticTraining {
    private final CriticEnsemble ensemble;
    private final TrainedCritic[] trained;
    private final CriticWork work;
    private final RandomStream subsets;
    private final RandomStream dropout;
    private final float[] targets;

    /// Draws parameters.
    ///
    /// @param kernels of the learner
    /// @param team works on the critics
    /// @param settings of the learner
    /// @param batch to work on
    /// @param observationSize floats of one observation
    /// @param loss to minimise, that of one critic
    /// @param random split for each critic
    public CriticTraining(
            Kernels kernels,
            KernelTeam team,
            OffPolicySettings settings,
            ReplayBatch batch,
            int observationSize,
            CriticLoss loss,
            RandomStream random) {
        Mlp shape = shape(settings, observationSize, batch.inputs().actionSize());
        targets = new float[batch.rows()];
        int count = settings.critics().count();
        trained = new TrainedCritic[count];
        List<Critic> critics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Critic critic = new Critic(kernels, shape, shape.initialize(random.split(i)), batch.inputs());
            critics.add(critic);
            trained[i] = new TrainedCritic(critic, settings.adam(), loss, targets, (float) settings.targetRate());
        }
        subsets = random.split("subsets");
        dropout = random.split("dropout");
        ensemble = new CriticEnsemble(critics, settings.critics().subset().orElse(count));
        work = count == 1
                ? new RowsShared(team, trained[0], batch.rows())
                : new CriticsShared(team, trained, batch.rows());
    }

    /// {@return the network of one critic, from observation and action to a value}
    ///
    /// @param settings of the learner
    /// @param observationSize floats of one observation
    /// @param actionSize floats of one action
    public static Mlp shape(OffPolicySettings settings, int observationSize, int actionSize) {
        NetworkSettings network = settings.network();
        Mlp plain = new Mlp(observationSize + actionSize, network.hidden(), 1, network.activation());
        CriticSettings critics = settings.critics();
        return critics.layerNorm() ? plain.withLayerNorm(critics.dropout()) : plain;
    }

    /// {@return the critics}
    public CriticEnsemble ensemble() {
        return ensemble;
    }

    /// {@return y, what the critics learn, `[B]`; the array itself, to be filled by the algorithm}
    public float[] targets() {
        return targets;
    }

    /// Values the actions next by the targets and takes the smallest value, of all or of a subset drawn for it.
    ///
    /// @param value `[B]`, filled; may be [#targets]
    public void smallestNext(float[] value) {
        ensemble.drawSubset(subsets);
        for (TrainedCritic one : trained) {
            one.critic().drawDropout(dropout);
        }
        work.evaluateNext();
        ensemble.smallestNext(value);
    }

    /// Steps the critics towards [#targets].
    public void learn() {
        work.learn();
    }

    /// Steps the critics towards [#targets]; their slow copies follow.
    public void learnAndFollow() {
        work.learnAndFollow();
    }

    /// Values the actions wanted.
    ///
    /// @param critics how many of them, from the first
    public void evaluateWanted(int critics) {
        drawWantedDropout(critics);
        work.evaluateWanted(critics);
    }

    /// Draws what the pass over the actions wanted drops out, for who runs it himself.
    ///
    /// @param critics how many of them, from the first
    void drawWantedDropout(int critics) {
        for (int i = 0; i < critics; i++) {
            trained[i].critic().drawWantedDropout(dropout);
        }
    }

    /// {@return the losses of all critics, summed, as they were before the step}
    public double loss() {
        return work.loss();
    }

    /// Writes parameters, targets, moments and the random streams, bit for bit.
    ///
    /// @param out where to
    /// @throws IOException when `out` fails
    public void save(DataOutput out) throws IOException {
        for (TrainedCritic one : trained) {
            one.save(out);
        }
        subsets.save(out);
        dropout.save(out);
    }

    /// Takes over what [#save] wrote.
    ///
    /// @param in what save wrote, for the same networks
    /// @throws IOException when `in` fails or does not fit
    public void restore(DataInput in) throws IOException {
        for (TrainedCritic one : trained) {
            one.restore(in);
        }
        subsets.restore(in);
        dropout.restore(in);
    }
}
