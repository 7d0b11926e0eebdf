package dev.sinew.config.task;

import dev.sinew.config.contract.PolicyContract;

/// A task of a robot: one file in `tasks`.
public sealed interface RobotTask permits BalancerTask, JointTask {
    /// {@return what a policy for this task and its robot must agree on, with the normalization that changes nothing}
    PolicyContract contract();

    /// {@return the length after which an episode is truncated, s}
    double timeLimitSeconds();

    /// {@return the whole ticks after which an episode is truncated}
    default int timeLimit() {
        return (int) Math.round(timeLimitSeconds() * contract().robot().rateHertz());
    }
}
