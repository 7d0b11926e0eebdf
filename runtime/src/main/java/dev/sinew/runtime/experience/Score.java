package dev.sinew.runtime.experience;

import dev.sinew.config.experience.Transition;
import dev.sinew.runtime.journal.TickRecord;

/// The reward of a task, as the robot's own readings show it. Called by one thread.
public interface Score {
    /// An episode begins.
    ///
    /// @param first record of its first tick
    void start(TickRecord first);

    /// A step has been done.
    ///
    /// @param after record of the tick after it: what the sensors and the estimate said then
    /// @param step what was seen and done, its reward not set yet
    /// @param stopsNow whether the gate stopped the robot in this step for what the policy did, which ends the task
    void step(TickRecord after, Transition step, boolean stopsNow);

    /// {@return the reward of the last step}
    double reward();

    /// {@return one part of the reward of the last step}
    ///
    /// @param index in the order of the shape's reward terms
    double term(int index);
}
