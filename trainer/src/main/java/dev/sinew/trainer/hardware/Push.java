package dev.sinew.trainer.hardware;

import dev.sinew.trainer.network.ExportedPolicy;

/// A policy that the robot is to play from its next episode on.
///
/// @param number of the policy; each push has a new one, a roll-back too
/// @param policy in plain numbers
/// @param reason why
public record Push(int number, ExportedPolicy policy, Reason reason) {
    /// Why a policy is pushed.
    public enum Reason {
        /// It has learned.
        LEARNED,
        /// It is to show what it is worth without exploration, for one episode.
        PROOF,
        /// What played was worse than the frozen phase; this is the best one there was.
        ROLLED_BACK
    }

    /// {@return whether the robot explores while it plays}
    public boolean explored() {
        return reason != Reason.PROOF;
    }
}
