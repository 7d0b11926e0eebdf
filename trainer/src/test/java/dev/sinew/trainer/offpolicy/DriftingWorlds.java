package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Two worlds that drift with the actions, enough to learn from; episodes end and are cut.
public final class DriftingWorlds {
    public static final int OBSERVATION = 4;
    public static final int ACTION = 3;
    private static final int WORLDS = 2;

    private final RandomStream random = new RandomStream(17);
    private final StepBatch step = new StepBatch(WORLDS, OBSERVATION);
    private float[] observations = new float[WORLDS * OBSERVATION];

    /// The same worlds in the same state.
    public DriftingWorlds copy() throws IOException {
        DriftingWorlds copy = new DriftingWorlds();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        random.save(new DataOutputStream(bytes));
        copy.random.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        copy.observations = observations.clone();
        return copy;
    }

    /// Acts, remembers and updates.
    public void train(OffPolicyLearner learner, int steps) {
        float[] actions = new float[WORLDS * ACTION];
        for (int i = 0; i < steps; i++) {
            learner.act(observations, WORLDS, true, actions);
            for (int w = 0; w < WORLDS; w++) {
                for (int k = 0; k < OBSERVATION; k++) {
                    step.finalObservations()[w * OBSERVATION + k] =
                            (float) (0.9 * observations[w * OBSERVATION + k] + random.nextGaussian());
                }
                step.rewards()[w] = actions[w * ACTION] - observations[w * OBSERVATION];
                step.terminated()[w] = random.nextInt(20) == 0;
                step.truncated()[w] = random.nextInt(20) == 0;
            }
            learner.remember(observations, actions, step);
            observations = step.finalObservations().clone();
            learner.update(1);
        }
    }
}
