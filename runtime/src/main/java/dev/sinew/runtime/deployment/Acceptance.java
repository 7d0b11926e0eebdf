package dev.sinew.runtime.deployment;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.runtime.policy.PolicyEngine;

/// What a policy must be to take the place of the one that runs.
///
/// @param reader takes bundles for this robot, signed by a key it trusts
/// @param contract of the policy that runs: observation, action and robot must be those
/// @param engine that computes it
public record Acceptance(BundleReader reader, PolicyContract contract, PolicyEngine engine) {}
