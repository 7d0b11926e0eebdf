package dev.sinew.runtime.session;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.control.Policy;

/// A policy that has been checked against its robot.
///
/// @param id of the bundle
/// @param contract that it keeps
/// @param policy itself
public record SessionPolicy(String id, PolicyContract contract, Policy policy) {}
