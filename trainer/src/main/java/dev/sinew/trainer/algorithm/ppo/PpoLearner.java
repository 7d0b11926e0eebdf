package dev.sinew.trainer.algorithm.ppo;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.OnPolicyAlgorithm;
import dev.sinew.trainer.rollout.Rollout;
import dev.sinew.trainer.rollout.RowOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Algorithm 1 of arXiv:1707.06347v2. The first two lines of its loop, running the old policy and estimating
/// advantages, are the rollout's; what is left, "optimize surrogate L, with K epochs and minibatch size M ≤ NT", is
/// here.
public final class PpoLearner implements OnPolicyAlgorithm {
    private final PpoSettings settings;
    private final PpoMinibatch minibatch;
    private final RowOrder order;
    private final PpoFigures figures = new PpoFigures();

    /// An algorithm that has done nothing yet.
    ///
    /// @param settings how it learns
    /// @param actorCritic what it trains
    /// @param random for the order of rows
    public PpoLearner(PpoSettings settings, ActorCritic actorCritic, RandomStream random) {
        settings.requireWorlds(actorCritic.sizes().worlds());
        this.settings = settings;
        minibatch = new PpoMinibatch(settings, actorCritic);
        order = new RowOrder(actorCritic.rollout().rows(), random.split("order of rows"));
    }

    @Override
    public void update(Rollout rollout, double progress) {
        minibatch.begin(progress);
        boolean near = true;
        for (int epoch = 0; near && epoch < settings.epochs(); epoch++) {
            order.shuffle();
            for (int first = 0; near && first < rollout.rows(); first += settings.batch()) {
                near = minibatch.run(order.rows(), first);
                figures.add(
                        minibatch.policyLoss(),
                        minibatch.valueLoss(),
                        minibatch.divergence(),
                        minibatch.clipped(),
                        minibatch.entropy());
            }
        }
        figures.ended(rollout.explainedVariance(), minibatch.rate());
    }

    @Override
    public void metrics(MetricSink sink) {
        figures.report(sink, minibatch.clip());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        minibatch.save(out);
        order.save(out);
        figures.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        minibatch.restore(in);
        order.restore(in);
        figures.restore(in);
    }
}
