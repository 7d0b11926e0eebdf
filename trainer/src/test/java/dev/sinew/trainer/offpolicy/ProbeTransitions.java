package dev.sinew.trainer.offpolicy;

import dev.sinew.config.random.RandomStream;
import dev.sinew.sim.environment.StepBatch;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.probe.Probe;
import dev.sinew.trainer.replay.ReplayBuffer;
import java.util.List;

/// A thousand steps of a probe with random actions: enough to learn from off the policy.
public final class ProbeTransitions {
    private ProbeTransitions() {}

    /// All of them.
    public static ReplayBuffer of(Probe probe) {
        ReplayBuffer replay = new ReplayBuffer(1000, 1, 1);
        Simulator none = new Simulator((severity, text) -> {});
        TaskCatalog catalog = new TaskCatalog(List.of(probe), none, text -> {});
        RandomStream random = new RandomStream(2);
        float[] observations = new float[1];
        float[] actions = new float[1];
        StepBatch step = new StepBatch(1, 1);
        try (VectorEnvironment environment = catalog.open(probe.description().name(), 1, 1)) {
            environment.reset(1, observations);
            for (int i = 0; i < 1000; i++) {
                actions[0] = (float) random.uniform(-1, 1);
                environment.step(actions, step);
                replay.add(observations, actions, step, 0);
                observations[0] = step.observations()[0];
            }
        }
        return replay;
    }
}
