package dev.sinew.trainer.loop;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.List;

/// Acts 0.5 when exploring and otherwise as told, and writes down what it is asked.
public final class ScriptedLearner implements OffPolicyLearner {
    public final List<String> calls = new ArrayList<>();
    public float mean;
    public Runnable onUpdate = () -> {};

    @Override
    public void act(float[] observations, int worlds, boolean explore, float[] actions) {
        if (explore) {
            calls.add("act");
        }
        for (int w = 0; w < worlds; w++) {
            actions[w] = explore ? 0.5f : mean;
        }
    }

    @Override
    public void remember(float[] observations, float[] actions, StepBatch step) {
        calls.add("remember %.0f→%.0f%s"
                .formatted(observations[0], step.finalObservations()[0], step.ended(0) ? "|" : ""));
    }

    @Override
    public void update(int updates) {
        onUpdate.run();
        calls.add("update " + updates);
    }

    @Override
    public void metrics(MetricSink sink) {
        sink.metric("train/actor_loss", 0.25);
    }

    @Override
    public ExportedPolicy policy(float[] actionLow, float[] actionHigh) {
        return new LineLearner(1).policy(actionLow, actionHigh);
    }

    @Override
    public TransitionLog transitions() {
        return new LineLearner(1);
    }

    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}

    @Override
    public void close() {}
}
