package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.RandomTransitions;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.List;

/// Learners in the open, of sizes for tests.
final class DdpgRig {
    private DdpgRig() {}

    /// Over transitions that are there before.
    static DeterministicRig of(
            DdpgSettings settings, ReplayBuffer replay, int observationSize, int actionSize, int threads) {
        return new DeterministicRig(
                settings.offPolicy(),
                parts -> DdpgAlgorithm.of(settings, parts),
                replay,
                observationSize,
                actionSize,
                threads);
    }

    /// Five numbers seen, two given, layers of 40 and 24, random transitions.
    static DeterministicRig small(Activation activation, int rows, int threads) {
        return small(activation, rows, threads, ActorSettings.every(1));
    }

    /// The same with an actor of another kind.
    static DeterministicRig small(Activation activation, int rows, int threads, ActorSettings actor) {
        return of(
                settings(
                        new NetworkSettings(List.of(40, 24), activation, false),
                        new ReplaySettings(1000, rows),
                        actor,
                        3e-4,
                        0.97,
                        0.01),
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
}
