package dev.sinew.trainer.loop;

import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.TimeSplit.Part;
import java.io.DataInput;
import java.io.DataOutput;

/// Drives a learner that learns from its own policy's rollouts. A round: T steps of all worlds, then an update.
public final class OnPolicyLoop extends TrainingLoop {
    private final OnPolicyLearner learner;
    private final float[] actions;

    /// Puts the parts together; nothing runs yet.
    ///
    /// @param settings length, intervals and seed
    /// @param environment to learn in
    /// @param learner to drive, of as many worlds
    /// @param evaluator with an environment of its own
    /// @param clock to measure where the time goes
    public OnPolicyLoop(
            LoopSettings settings,
            VectorEnvironment environment,
            OnPolicyLearner learner,
            Evaluator evaluator,
            MonotonicClock clock) {
        super(settings, environment, learner, evaluator, clock);
        this.learner = learner;
        actions = new float[environment.worlds() * environment.actionSize()];
    }

    @Override
    void round() {
        double progress = Math.min(1, (double) steps() / totalSteps());
        long since = times().now();
        for (int t = 0; t < learner.rolloutSteps(); t++) {
            learner.sample(observations(), actions);
            since = stepWorlds(actions, since);
            learner.observe(batch());
            moved();
            since = times().add(Part.POLICY, since);
        }
        learner.update(progress);
        times().add(Part.UPDATE, since);
    }

    @Override
    void saveKind(DataOutput out) {}

    @Override
    void restoreKind(DataInput in) {}
}
