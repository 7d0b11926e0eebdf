/// Learning against a robot that runs already: a policy from simulation gets better on the robot itself, and never
/// worse for longer than a few episodes.
///
/// Read [FineTuning] first: what happens from the first step of the robot to the last update. [FineTuningSettings] are
/// its numbers, [TunedSac] the learner with all it brings from simulation, [DipGuard] what sends the best policy back,
/// [CostConstraint] what holds a cost to its limit, [HardwareReplay] what the robot did, [UpdateBudget] how much may be
/// computed.
///
/// The recipe is that of As et al., arXiv:2602.20220, for the warm start and the slow actor, and of Zhou et al.,
/// *Efficient Online Reinforcement Learning Fine-Tuning Need Not Retain Offline Data*, arXiv:2412.07762, for the
/// frozen phase: a policy's first minutes on a robot are its worst because its critics know nothing of that robot.
@NullMarked
package dev.sinew.trainer.hardware;

import org.jspecify.annotations.NullMarked;
