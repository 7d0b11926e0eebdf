package dev.sinew.config.task;

import dev.sinew.config.contract.PolicyContract;

/// A task of a robot: one file in `tasks`.
public sealed interface RobotTask permits BalancerTask, JointTask {
    /// {@return what a policy for this task and its robot must agree on, with the normalization that changes nothing}
    PolicyContract contract();
}
