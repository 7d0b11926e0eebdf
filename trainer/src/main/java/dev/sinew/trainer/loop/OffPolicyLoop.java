package dev.sinew.trainer.loop;

import dev.sinew.config.random.RandomStream;
import dev.sinew.hal.bus.MonotonicClock;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.loop.TimeSplit.Part;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Drives a learner that replays transitions. A round: act, step all worlds once, remember, update.
public final class OffPolicyLoop extends TrainingLoop {
    private final ReplayRhythm rhythm;
    private final OffPolicyLearner learner;
    private final RandomStream random;
    private final float[] actions;

    /// Puts the parts together; nothing runs yet.
    ///
    /// @param settings length, intervals and seed
    /// @param rhythm of acting and updating
    /// @param environment to learn in
    /// @param learner to drive
    /// @param evaluator with an environment of its own
    /// @param clock to measure where the time goes
    public OffPolicyLoop(
            LoopSettings settings,
            ReplayRhythm rhythm,
            VectorEnvironment environment,
            OffPolicyLearner learner,
            Evaluator evaluator,
            MonotonicClock clock) {
        super(settings, environment, learner, evaluator, clock);
        this.rhythm = rhythm;
        this.learner = learner;
        random = new RandomStream(settings.seed()).split("warm-up actions");
        actions = new float[environment.worlds() * environment.actionSize()];
    }

    @Override
    void round() {
        long since = times().now();
        if (steps() < rhythm.warmupSteps()) {
            for (int i = 0; i < actions.length; i++) {
                actions[i] = (float) random.uniform(-1, 1);
            }
        } else {
            learner.act(observations(), environment().worlds(), true, actions);
        }
        since = stepWorlds(actions, since);
        learner.remember(observations(), actions, batch());
        moved();
        since = times().add(Part.POLICY, since);
        if (steps() > rhythm.warmupSteps() && rhythm.updatesPerStep() > 0) {
            learner.update(rhythm.updatesPerStep());
            times().add(Part.UPDATE, since);
        }
    }

    @Override
    void saveKind(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    void restoreKind(DataInput in) throws IOException {
        random.restore(in);
    }
}
