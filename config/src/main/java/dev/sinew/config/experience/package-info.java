/// What a robot tells its learner: transitions with the identity of the policy that acted, in numbered batches, and the
/// rule by which each counts exactly once. Start with [ExperienceBatch].
///
/// ```text
/// robot     transition → ExperienceWriter → batch → spool ── robots/<robot>/experience ──► ExperienceLedger → replay
///           what is acknowledged leaves the spool     ◄── robots/<robot>/experience/ack ── what is on the disk
/// ```
///
/// A sequence number counts the transitions of one boot of one robot, without a hole, in the order of the spool. The
/// learner's acknowledgement, never the broker's, is what lets the robot forget one.
@NullMarked
package dev.sinew.config.experience;

import org.jspecify.annotations.NullMarked;
