package dev.sinew.runtime.deployment;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.runtime.policy.PolicyEngine;

/// Told of policies, on the thread that loads them.
public interface Keeper {
    /// A policy was accepted and may answer from the next tick on: its bundle must be kept for a replay.
    ///
    /// @param number of the policy
    /// @param bundle it came as
    /// @param engine that computes it
    void accepted(int number, Bundle bundle, PolicyEngine engine);

    /// Another policy answers.
    ///
    /// @param id of its bundle
    void answers(String id);
}
