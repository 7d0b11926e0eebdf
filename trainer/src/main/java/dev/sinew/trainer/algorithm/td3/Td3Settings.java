package dev.sinew.trainer.algorithm.td3;

import dev.sinew.config.document.Range;
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

/// What decides how TD3 learns.
///
/// @param offPolicy networks, replay, critics, steps
/// @param smoothing of the target policy
/// @param exploration noise on actions in the worlds
public record Td3Settings(OffPolicySettings offPolicy, Smoothing smoothing, ExplorationSettings exploration) {
    private static final int CRITICS = 2;
    private static final int POLICY_DELAY = 2;

    /// Noise on the actions that targets are computed with, in units of the action's half range.
    ///
    /// @param std σ̃, not negative
    /// @param clip c, how far it goes, not negative
    public record Smoothing(double std, double clip) {
        /// Refuses numbers out of range.
        public Smoothing {
            if (!(std >= 0 && clip >= 0 && std < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "target_noise and target_noise_clip must not be negative, were " + std + " and " + clip);
            }
        }
    }

    /// {@return the numbers of the authors' later code, with which the best described results were published: 256-256,
    /// batch 256, a million transitions, γ 0.99, τ 0.005, learning rate 3e-4, σ̃ 0.2 within 0.5, d 2, exploration
    /// N(0, 0.1²)}
    public static Td3Settings defaults() {
        return new Td3Settings(
                new OffPolicySettings(
                        new NetworkSettings(List.of(256, 256), Activation.RELU, false),
                        new ReplaySettings(1_000_000, 256),
                        CriticSettings.of(CRITICS),
                        AdamSettings.ofRate(3e-4),
                        0.99,
                        0.005,
                        ActorSettings.every(POLICY_DELAY)),
                new Smoothing(0.2, 0.5),
                new ExplorationSettings.Gaussian(0.1));
    }

    /// {@return settings read from a file}
    ///
    /// @param section the keys of [OffPolicySettings#read] and [ExplorationSettings#read], `target_noise` and
    ///     `target_noise_clip`
    public static Td3Settings read(Section section) {
        return new Td3Settings(
                OffPolicySettings.read(section, CRITICS, POLICY_DELAY),
                new Smoothing(
                        section.number("target_noise", Range.of(0, 10)),
                        section.number("target_noise_clip", Range.of(0, 10))),
                section.made(() -> ExplorationSettings.read(section)));
    }
}
