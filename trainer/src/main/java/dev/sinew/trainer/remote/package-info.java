/// Learning from a robot over the network: the workstation's side.
///
/// Read [RemoteLearning] first. [LearnerState] is everything that a learner knows, changed by `LearningEvents` alone;
/// [LearnerStore] keeps it on the disk as a checkpoint and a [LearningLog] of events since; [PolicyDelivery] brings
/// policies to the robot; [RobotLink] is the connection. What goes over it:
///
/// | topic below `robots/<id>/` | from    | what                                                                 |
/// |----------------------------|---------|----------------------------------------------------------------------|
/// | `experience`               | robot   | [dev.sinew.config.experience.ExperienceBatch]                        |
/// | `experience/ack`           | learner | [dev.sinew.config.experience.ExperienceAck], once it is on the disk  |
/// | `policy`                   | learner | a whole signed bundle                                                |
/// | `policy/ack`               | robot   | `accepted`, `swapped`, `replaced`, `refused` with a reason           |
@NullMarked
package dev.sinew.trainer.remote;

import org.jspecify.annotations.NullMarked;
