package dev.sinew.runtime.session;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.exploration.Exploration;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.PolicyEngine;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A policy that has been checked against its robot.
///
/// @param id of the bundle
/// @param contract that it keeps
/// @param policy itself
/// @param origin where it comes from, for the flight record; empty for one that is no bundle's
/// @param shadow a second policy that is compared in each tick and never used; empty for none
/// @param exploration noise on what the policy wants, for a robot that learns; empty for none
public record SessionPolicy(
        String id,
        PolicyContract contract,
        Policy policy,
        Optional<Origin> origin,
        Optional<Shadow> shadow,
        Optional<Exploration> exploration) {
    private static final int HASH_DIGITS = 64;

    /// A policy without a shadow.
    ///
    /// @param id of the bundle
    /// @param contract that it keeps
    /// @param policy itself
    /// @param origin where it comes from
    public SessionPolicy(String id, PolicyContract contract, Policy policy, Optional<Origin> origin) {
        this(id, contract, policy, origin, Optional.empty(), Optional.empty());
    }

    /// A policy that looks on.
    ///
    /// @param id of its bundle
    /// @param policy itself
    public record Shadow(String id, Policy policy) {}

    /// Where a policy comes from.
    ///
    /// @param bundle the whole file, read only
    /// @param engine that computes it
    public record Origin(ByteBuffer bundle, PolicyEngine engine) {
        /// Keeps a read-only view.
        public Origin {
            bundle = bundle.asReadOnlyBuffer();
        }

        private String sha256() {
            byte[] bytes = new byte[bundle.remaining()];
            bundle.duplicate().get(bytes);
            return Sha256.hex(bytes);
        }
    }

    /// {@return id and SHA-256 of the bundle; the hash is all zeros for a policy that is no bundle's}
    PolicyIdentity identity() {
        String none = "0".repeat(HASH_DIGITS);
        return new PolicyIdentity(id, origin.map(Origin::sha256).orElse(none));
    }

    /// {@return the policy of a bundle}
    ///
    /// @param bundle that was checked
    /// @param loaded what was loaded from it; stays the caller's to close
    public static SessionPolicy of(Bundle bundle, LoadedPolicy loaded) {
        Origin origin = new Origin(ByteBuffer.wrap(bundle.file()), loaded.engine());
        return new SessionPolicy(bundle.policyId(), bundle.contract(), loaded.policy(), Optional.of(origin));
    }

    /// {@return this policy with another one that looks on}
    ///
    /// @param other whose contract must be this one's, its normalization aside
    public SessionPolicy shadowedBy(SessionPolicy other) {
        boolean sameSize = other.contract.observationSize() == contract.observationSize();
        if (!sameSize || !other.contract.with(contract.normalization()).equals(contract)) {
            throw new IllegalArgumentException("shadow must keep the contract of the policy that drives, of the task '"
                    + contract.task() + "', kept another, of the task '" + other.contract.task() + "'");
        }
        return new SessionPolicy(
                id, contract, policy, origin, Optional.of(new Shadow(other.id, other.policy)), exploration);
    }

    /// {@return this policy with noise on its actions}
    ///
    /// @param wanted how it is explored around
    public SessionPolicy exploring(Exploration wanted) {
        return new SessionPolicy(id, contract, policy, origin, shadow, Optional.of(wanted));
    }
}
