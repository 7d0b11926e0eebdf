package dev.sinew.runtime.session;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.TrustedKey;
import dev.sinew.runtime.policy.PolicyEngine;
import java.util.List;
import java.util.Optional;

/// Who may command a robot over its broker. Anyone may stop it.
///
/// @param trusted keys whose commands are followed
/// @param policies what a policy must be to be swapped in; empty to take none
public record Remote(List<TrustedKey> trusted, Optional<Policies> policies) {
    /// What a policy from afar must be.
    ///
    /// @param reader takes bundles for this robot, signed by a key it trusts
    /// @param engine that computes them
    public record Policies(BundleReader reader, PolicyEngine engine) {}

    /// Copies the list.
    public Remote {
        trusted = List.copyOf(trusted);
    }

    /// {@return nobody: the robot can be stopped, and told nothing else}
    public static Remote stopOnly() {
        return new Remote(List.of(), Optional.empty());
    }
}
