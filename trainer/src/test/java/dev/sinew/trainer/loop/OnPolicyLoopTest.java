package dev.sinew.trainer.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.evaluation.Evaluator;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.replay.TransitionLog;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OnPolicyLoopTest {
    private static final LoopIntervals NEVER = new LoopIntervals(0, 0, 0);

    private final Recorder learner = new Recorder();

    @Test
    void aRoundIsTStepsOfAllWorldsThenAnUpdate() throws IOException {
        // two worlds, rollouts of three steps; the first world ends after two steps
        run(12);

        assertEquals(
                List.of(
                        "sample 0 0",
                        "observe 1 1",
                        "sample 1 1",
                        "observe 2| 2",
                        "sample 0 2",
                        "observe 1 3",
                        "update",
                        "sample 1 3",
                        "observe 2| 4",
                        "sample 0 4",
                        "observe 1 5",
                        "sample 1 5",
                        "observe 2| 6",
                        "update"),
                learner.calls);
    }

    @Test
    void anUpdateIsToldWhatShareOfTheTrainingWasDoneWhenItsRolloutBegan() throws IOException {
        // a rollout is six steps: the k-th of ten begins after (k − 1)/10
        run(60);

        assertArrayEquals(new double[] {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}, progress(), 1e-15);
    }

    @Test
    void aRolloutThatBeganIsFinished() throws IOException {
        run(13);

        assertArrayEquals(new double[] {0, 6.0 / 13, 12.0 / 13}, progress(), 1e-15);
    }

    private double[] progress() {
        return learner.progress.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void run(long steps) throws IOException {
        new OnPolicyLoop(
                        new LoopSettings(steps, NEVER, OptionalDouble.empty(), 5),
                        new ScriptedWorlds(() -> {}, 2, 100),
                        learner,
                        new Evaluator(new ScriptedWorlds(() -> {}, 2), 1, 99),
                        new VirtualClock())
                .run(List.of(new RecordedEvents()));
    }

    /// Rollouts of three steps; writes down what it is told of both worlds.
    private static final class Recorder implements OnPolicyLearner {
        final List<String> calls = new ArrayList<>();
        final List<Double> progress = new ArrayList<>();

        @Override
        public int rolloutSteps() {
            return 3;
        }

        @Override
        public void sample(float[] observations, float[] actions) {
            calls.add("sample %.0f %.0f".formatted(observations[0], observations[1]));
        }

        @Override
        public void observe(StepBatch step) {
            calls.add("observe %.0f%s %.0f"
                    .formatted(step.finalObservations()[0], step.ended(0) ? "|" : "", step.finalObservations()[1]));
        }

        @Override
        public void update(double share) {
            calls.add("update");
            progress.add(share);
        }

        @Override
        public void act(float[] observations, int worlds, boolean explore, float[] actions) {}

        @Override
        public void metrics(MetricSink sink) {}

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
}
