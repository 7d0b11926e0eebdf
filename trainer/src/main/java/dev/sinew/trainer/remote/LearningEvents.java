package dev.sinew.trainer.remote;

import dev.sinew.config.experience.PolicyIdentity;

/// Everything that decides what a learner is, in the order it happened: whoever is told the same from the same
/// beginning is the same to the bit.
interface LearningEvents {
    /// A batch was let in and its new transitions were taken.
    ///
    /// @param message as it arrived
    void batch(byte[] message);

    /// There was time to learn.
    ///
    /// @param most updates that were asked for
    /// @param nanos the learner's clock, ns
    void learned(int most, long nanos);

    /// A policy got the name by which a robot's transitions will tell who acted; unless it had one before, it was taken
    /// from the learner just then.
    ///
    /// @param number of the policy, 0 for the one from simulation
    /// @param policy its name
    void named(int number, PolicyIdentity policy);
}
