/// What a robot learns from, on its way to the learner: journal → transitions → batches → spool on the disk → MQTT.
/// Start with [dev.sinew.runtime.experience.TransitionAssembler], whose transitions
/// [dev.sinew.runtime.experience.MeasuredReward] values, then [dev.sinew.runtime.experience.ExperienceStream].
///
/// Two threads, none of them the loop's: one makes transitions of tick records, one owns spool and link. Between
/// them lies a queue that has an end. Every transition is accounted for, in every snapshot:
/// `recovered + produced = delivered + spooled + queued + dropped`.
@NullMarked
package dev.sinew.runtime.experience;

import org.jspecify.annotations.NullMarked;
