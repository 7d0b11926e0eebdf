package dev.sinew.trainer.algorithm.ddpg;

import dev.sinew.config.document.Section;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.CriticSettings;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.OffPolicySettings;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;

/// What decides how DDPG learns.
///
/// @param offPolicy network, replay, critic, steps
/// @param exploration noise on actions in the worlds
public record DdpgSettings(OffPolicySettings offPolicy, ExplorationSettings exploration) {
    private static final int CRITICS = 1;

    /// {@return the numbers of the best published results: 256-256, batch 256, a million transitions, γ 0.99, τ 0.005,
    /// learning rate 1e-3, exploration N(0, 0.1²)}
    public static DdpgSettings defaults() {
        return new DdpgSettings(
                new OffPolicySettings(
                        new NetworkSettings(List.of(256, 256), Activation.RELU, false),
                        new ReplaySettings(1_000_000, 256),
                        CriticSettings.of(CRITICS),
                        AdamSettings.ofRate(1e-3),
                        0.99,
                        0.005,
                        ActorSettings.every(1)),
                new ExplorationSettings.Gaussian(0.1));
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [OffPolicySettings#read] and [ExplorationSettings#read]
    public static DdpgSettings read(Section section) {
        return new DdpgSettings(
                OffPolicySettings.read(section, CRITICS, 1), section.made(() -> ExplorationSettings.read(section)));
    }
}
