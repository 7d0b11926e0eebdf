package dev.sinew.runtime.session;

import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.ExperienceCounters;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.runtime.journal.JournalReader;
import dev.sinew.runtime.telemetry.Inbox;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;

/// What learns from a run: a stream to a learner elsewhere, or a learner beside the robot.
@FunctionalInterface
public interface Learning {
    /// Begins to learn. Before anything moves; what is thrown ends the run.
    ///
    /// @param course to learn from
    /// @return the learning, on threads of its own
    /// @throws IOException when it cannot begin
    Ongoing begin(Course course) throws IOException;

    /// A run as its learner sees it.
    ///
    /// @param journal a reader for the learner alone: every tick from now on
    /// @param contract of every policy of the run
    /// @param policies the policy with a number that a tick names; 0 is the one that the run began with. Of any thread
    /// @param delivery takes policies that the robot is to try
    record Course(
            JournalReader journal, PolicyContract contract, IntFunction<PolicyIdentity> policies, Delivery delivery) {}

    /// The way of a policy to the robot: the same as that of a policy from the broker, with every check of it.
    @FunctionalInterface
    interface Delivery {
        /// Hands a bundle over. Of any thread; never waits for the checks.
        ///
        /// @param bundle the whole signed file; not to be changed any more
        /// @param answers takes what becomes of it, on other threads: accepted or refused, then swapped or replaced
        void deliver(byte[] bundle, Inbox.Answers answers);
    }

    /// Learning while a robot runs. What goes wrong in it is its own: it never costs a tick.
    interface Ongoing extends AutoCloseable {
        /// {@return what became of the run's transitions so far; empty when none leave the process. Of any thread}
        Optional<ExperienceCounters> counters();

        /// Takes what the journal still holds and ends. After the loop has ended, before the flight record is closed.
        ///
        /// @throws IOException when something is lost; the run's report says so, and nothing else is
        @Override
        void close() throws IOException;
    }
}
