/// What actor–critics that replay transitions are made of, whatever their actor: settings, critics under training, the
/// learner around an algorithm. The algorithms put it together and say how an actor learns.
///
/// Reading order: `OffPolicySettings`, `CriticTraining`, `ActorTraining`, `DeterministicAlgorithm`,
/// `ReplayLearner`.
@NullMarked
package dev.sinew.trainer.offpolicy;

import org.jspecify.annotations.NullMarked;
