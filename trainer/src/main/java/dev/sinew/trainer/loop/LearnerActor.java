package dev.sinew.trainer.loop;

import dev.sinew.trainer.evaluation.ActionScale;
import dev.sinew.trainer.evaluation.Actor;

/// The policy of a learner without exploration, in task units: what evaluations ask.
///
/// @param learner whose mean action counts
/// @param scale from [−1, 1] to task units
public record LearnerActor(Learner learner, ActionScale scale) implements Actor {
    @Override
    public void act(float[] observations, int worlds, float[] actions) {
        learner.act(observations, worlds, false, actions);
        scale.toTask(actions, worlds, actions);
    }
}
