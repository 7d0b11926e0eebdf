package dev.sinew.trainer.remote;

import dev.sinew.config.experience.ExperienceRefusedException.Reason;
import dev.sinew.trainer.network.ExportedPolicy;
import java.io.IOException;

/// Told of what goes on between a learner and its robot, on the learner's thread.
public interface RemoteListener {
    /// There is a connection to the broker.
    void linkUp();

    /// There is none any more, or none yet.
    ///
    /// @param why for people
    void linkDown(String why);

    /// A message of the robot's topic was refused.
    ///
    /// @param reason why
    /// @param text what must be and what was, one line
    void refused(Reason reason, String text);

    /// A policy was handed to the broker.
    ///
    /// @param number of the policy
    /// @param bytes of its bundle
    void policySent(int number, int bytes);

    /// The robot said what became of a policy, or showed it by what it sent.
    ///
    /// @param number of the policy
    /// @param result `accepted`, `swapped`, `replaced`, or `refused` with a reason
    void policyAnswered(int number, String result);

    /// The best policy is another one than when this was last said; with a checkpoint.
    ///
    /// @param best policy
    /// @throws IOException when it cannot be kept
    void best(ExportedPolicy best) throws IOException;
}
