package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.network.CriticEnsemble;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.CriticTraining;
import dev.sinew.trainer.offpolicy.LearnerParts;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.PlainBatch;
import dev.sinew.trainer.offpolicy.PlainDeterministic;
import dev.sinew.trainer.offpolicy.RandomTransitions;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.ArrayList;
import java.util.List;

/// The parts of a learner in the open, over transitions that are there before.
final class DdpgRig implements AutoCloseable {
    static final double TARGET_RATE = 0.01;

    final DdpgSettings settings;
    final LearnerParts parts;
    final DdpgAlgorithm algorithm;
    final Mlp actorShape;
    final Mlp criticShape;
    private final KernelTeam team;

    DdpgRig(DdpgSettings settings, ReplayBuffer replay, int observationSize, int actionSize, int threads) {
        this.settings = settings;
        team = new KernelTeam(threads);
        parts = RandomTransitions.parts(settings.offPolicy(), replay, observationSize, actionSize, team);
        algorithm = new DdpgAlgorithm(settings, parts);
        actorShape = algorithm.actor().shape();
        criticShape = CriticTraining.shape(settings.offPolicy(), observationSize, actionSize);
    }

    /// Five numbers seen, two given, layers of 40 and 24, random transitions.
    static DdpgRig small(Activation activation, int rows, int threads) {
        return small(activation, rows, threads, ActorSettings.every(1));
    }

    /// The same with an actor of another kind.
    static DdpgRig small(Activation activation, int rows, int threads, ActorSettings actor) {
        return new DdpgRig(
                settings(
                        new NetworkSettings(List.of(40, 24), activation, false),
                        new ReplaySettings(1000, rows),
                        actor,
                        3e-4,
                        0.97,
                        TARGET_RATE),
                RandomTransitions.replay(41),
                RandomTransitions.OBSERVATION,
                RandomTransitions.ACTION,
                threads);
    }

    static DdpgSettings settings(
            NetworkSettings network, ReplaySettings replay, double learningRate, double discount, double targetRate) {
        return settings(network, replay, ActorSettings.every(1), learningRate, discount, targetRate);
    }

    private static DdpgSettings settings(
            NetworkSettings network,
            ReplaySettings replay,
            ActorSettings actor,
            double learningRate,
            double discount,
            double targetRate) {
        OffPolicySettings common = new OffPolicySettings(
                network, replay, CriticSettings.of(1), AdamSettings.ofRate(learningRate), discount, targetRate, actor);
        return new DdpgSettings(common, new ExplorationSettings.Gaussian(0.1));
    }

    boolean update() {
        return algorithm.update();
    }

    CriticEnsemble critics() {
        return algorithm.critics().ensemble();
    }

    PlainBatch batch() {
        return new PlainBatch(parts.batch(), parts.observationSize(), parts.actionSize());
    }

    /// The networks as they are now.
    PlainDeterministic plain() {
        List<PlainNetwork> now = new ArrayList<>();
        List<PlainNetwork> slow = new ArrayList<>();
        for (int i = 0; i < critics().size(); i++) {
            now.add(PlainNetwork.of(criticShape, critics().get(i).parameters().values()));
            slow.add(PlainNetwork.of(criticShape, critics().get(i).target().values()));
        }
        return new PlainDeterministic(
                PlainNetwork.of(
                        actorShape, algorithm.actor().actor().parameters().values()),
                PlainNetwork.of(actorShape, algorithm.actor().actor().target().values()),
                now,
                slow);
    }

    /// The stream of one half of the batch as it was before the first update.
    RandomStream stream(int half) {
        return parts.random().split("batch").split(half);
    }

    /// The streams of the penalty as they were before the first update.
    List<RandomStream> disturbance() {
        RandomStream both = parts.random().split("smoothness");
        return List.of(both.split(0), both.split(1));
    }

    @Override
    public void close() {
        team.close();
    }
}
