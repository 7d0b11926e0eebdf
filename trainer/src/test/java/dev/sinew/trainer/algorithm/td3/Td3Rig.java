package dev.sinew.trainer.algorithm.td3;

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
final class Td3Rig {
    private Td3Rig() {}

    /// Over transitions that are there before.
    static DeterministicRig of(
            Td3Settings settings, ReplayBuffer replay, int observationSize, int actionSize, int threads) {
        return new DeterministicRig(
                settings.offPolicy(),
                parts -> Td3Algorithm.of(settings, parts),
                replay,
                observationSize,
                actionSize,
                threads);
    }

    /// Five numbers seen, two given, layers of 40 and 24, random transitions.
    static DeterministicRig small(Activation activation, int rows, int threads) {
        return small(activation, rows, threads, ActorSettings.every(2));
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

    static Td3Settings settings(
            NetworkSettings network, ReplaySettings replay, double learningRate, double discount, double targetRate) {
        return settings(network, replay, ActorSettings.every(2), learningRate, discount, targetRate);
    }

    private static Td3Settings settings(
            NetworkSettings network,
            ReplaySettings replay,
            ActorSettings actor,
            double learningRate,
            double discount,
            double targetRate) {
        OffPolicySettings common = new OffPolicySettings(
                network, replay, CriticSettings.of(2), AdamSettings.ofRate(learningRate), discount, targetRate, actor);
        return new Td3Settings(common, new Td3Settings.Smoothing(0.2, 0.3), new ExplorationSettings.Gaussian(0.1));
    }
}
