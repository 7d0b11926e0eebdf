package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.DeterministicActor;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The parts of a learner with a deterministic actor in the open, over transitions that are there before.
public final class DeterministicRig implements AutoCloseable {
    public final LearnerParts parts;
    public final Mlp actorShape;
    public final Mlp criticShape;
    private final DeterministicAlgorithm algorithm;
    private final double targetRate;
    private final KernelTeam team;

    /// Puts an algorithm together.
    public DeterministicRig(
            OffPolicySettings settings,
            Function<LearnerParts, DeterministicAlgorithm> factory,
            ReplayBuffer replay,
            int observationSize,
            int actionSize,
            int threads) {
        team = new KernelTeam(threads);
        parts = RandomTransitions.parts(settings, replay, observationSize, actionSize, team);
        algorithm = factory.apply(parts);
        actorShape = algorithm.actor().shape();
        criticShape = CriticTraining.shape(settings, observationSize, actionSize);
        targetRate = settings.targetRate();
    }

    /// The update, for its figures.
    public DeterministicUpdate updater() {
        return algorithm.updater();
    }

    /// The actor under training.
    public DeterministicActor actor() {
        return algorithm.actor().actor();
    }

    /// The tensor that made an update fail.
    public String culprit() {
        return algorithm.culprit();
    }

    public boolean update() {
        return algorithm.update();
    }

    public CriticEnsemble critics() {
        return algorithm.critics().ensemble();
    }

    public PlainBatch batch() {
        return new PlainBatch(parts.batch(), parts.observationSize(), parts.actionSize());
    }

    /// The networks as they are now.
    public PlainDeterministic plain() {
        List<PlainNetwork> now = new ArrayList<>();
        List<PlainNetwork> slow = new ArrayList<>();
        for (int i = 0; i < critics().size(); i++) {
            now.add(PlainNetwork.of(criticShape, critics().get(i).parameters().values()));
            slow.add(PlainNetwork.of(criticShape, critics().get(i).target().values()));
        }
        return new PlainDeterministic(
                PlainNetwork.of(actorShape, actor().parameters().values()),
                PlainNetwork.of(actorShape, actor().target().values()),
                now,
                slow);
    }

    /// The stream of one half of the batch as it was before the first update.
    public RandomStream stream(int half) {
        return parts.random().split("batch").split(half);
    }

    /// The streams of the penalty as they were before the first update.
    public List<RandomStream> disturbance() {
        RandomStream both = parts.random().split("smoothness");
        return List.of(both.split(0), both.split(1));
    }

    @Override
    public void close() {
        team.close();
    }

    /// Whether two networks of one shape hold the same numbers.
    public boolean same(PlainNetwork before, PlainNetwork after) {
        return Arrays.equals(before.flat(shape(before)), after.flat(shape(after)));
    }

    /// A target has gone its share of the way, or has stood still.
    public void assertFollows(PlainNetwork was, PlainNetwork leader, PlainNetwork now, boolean moved) {
        double[] from = was.flat(shape(was));
        double[] to = leader.flat(shape(leader));
        double[] found = now.flat(shape(now));
        double tau = moved ? targetRate : 0;
        for (int k = 0; k < from.length; k++) {
            assertEquals(from[k] + tau * (to[k] - from[k]), found[k], moved ? 3e-8 : 0);
        }
    }

    private Mlp shape(PlainNetwork network) {
        int inputs = network.weights[0].length - 1;
        return inputs == actorShape.hidden().getFirst().inputs() ? actorShape : criticShape;
    }
}
