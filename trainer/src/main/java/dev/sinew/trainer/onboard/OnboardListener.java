package dev.sinew.trainer.onboard;

/// Hears what goes on. On the learner's thread; it must not wait.
public interface OnboardListener {
    /// The run said what becomes of a policy.
    ///
    /// @param number of the policy
    /// @param result `accepted`, `swapped`, `replaced`, or `refused` with a reason
    void policyAnswered(int number, String result);

    /// The learner's thread could not be made to give way, so that it may take time from others.
    ///
    /// @param why what the system said
    void notGivingWay(String why);

    /// The disk did not take a checkpoint. The learning goes on.
    ///
    /// @param why what the system said
    void notKept(String why);

    /// The robot has taken the steps that were asked for, or the learner has failed.
    ///
    /// @param why for people
    void over(String why);
}
