package dev.sinew.trainer.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.environment.StepBatch;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Matrix;
import dev.sinew.trainer.loop.MetricSink;
import dev.sinew.trainer.loop.NonFiniteException;
import dev.sinew.trainer.network.Initialization;
import dev.sinew.trainer.network.MlpForward;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two worlds, three numbers seen, one given, rollouts of four steps.
class RolloutLearnerTest {
    private static final int WORLDS = 2;
    private static final int SEEN = 3;
    private static final int STEPS = 4;

    private final List<Rollout> rollouts = new ArrayList<>();
    private final List<ActorCritic> parts = new ArrayList<>();
    private final StepBatch step = new StepBatch(WORLDS, SEEN);
    private final float[] actions = new float[WORLDS];

    /// Learns nothing; keeps what it is given.
    private final class Keeper implements OnPolicyAlgorithm {
        @Override
        public void update(Rollout rollout, double progress) {
            rollouts.add(rollout);
        }

        @Override
        public void metrics(MetricSink sink) {}

        @Override
        public void save(DataOutput out) {}

        @Override
        public void restore(DataInput in) {}
    }

    private RolloutLearner learner(boolean normalizes) {
        ActorCriticSettings.Network network = new ActorCriticSettings.Network(
                List.of(8, 8), Activation.TANH, Initialization.ORTHOGONAL, Math.sqrt(2), 1);
        ActorCriticSettings settings =
                new ActorCriticSettings(network, network, -0.5, normalizes, normalizes, STEPS, new Gae(0.9, 0.95));
        return new RolloutLearner(settings, new ActorCritic.Sizes(SEEN, 1, WORLDS), 7, 1, (actorCritic, random) -> {
            parts.add(actorCritic);
            return new Keeper();
        });
    }

    private static float[] seen(int t) {
        float[] observations = new float[WORLDS * SEEN];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (float) Math.sin(1 + 3 * t + i);
        }
        return observations;
    }

    private void play(RolloutLearner learner) {
        for (int t = 0; t < STEPS; t++) {
            learner.sample(seen(t), actions);
            System.arraycopy(seen(t + 1), 0, step.observations(), 0, WORLDS * SEEN);
            System.arraycopy(seen(t + 100), 0, step.finalObservations(), 0, WORLDS * SEEN);
            for (int w = 0; w < WORLDS; w++) {
                step.rewards()[w] = t + 10 * w;
                step.truncated()[w] = t == 1 && w == 0;
                step.terminated()[w] = t == 2 && w == 1;
            }
            learner.observe(step);
        }
        learner.update(0);
    }

    private float value(float[] observations, int world) {
        ActorCritic actorCritic = parts.getFirst();
        Matrix input = Matrix.byRow(1, SEEN);
        System.arraycopy(observations, world * SEEN, input.array(), 0, SEEN);
        MlpForward pass = new MlpForward(
                actorCritic.valueKernels(),
                actorCritic.valueShape(),
                actorCritic.value().values(),
                input);
        pass.run(0, 1);
        return pass.scalars()[0];
    }

    @Test
    void theUpdateSeesWhatHappenedRowByRow() {
        try (RolloutLearner learner = learner(false)) {
            play(learner);
            Rollout rollout = rollouts.getFirst();

            assertArrayEquals(new float[] {0, 10, 1, 11, 2, 12, 3, 13}, rollout.rewards());
            assertEquals(
                    seen(2)[4],
                    rollout.observations().array()[5 * rollout.observations().stride() + 1]);
            assertEquals(value(seen(2), 1), rollout.values()[5]);
            assertTrue(rollout.truncated()[2]);
            assertTrue(rollout.terminated()[5]);
            assertFalse(rollout.truncated()[5]);
        }
    }

    @Test
    void aTimeLimitCountsTheValueOfTheLastObservationAndOnlyThat() {
        try (RolloutLearner learner = learner(false)) {
            play(learner);
            Rollout rollout = rollouts.getFirst();

            assertEquals(value(seen(101), 0), rollout.finalValues()[2]);
            assertEquals(0, rollout.finalValues()[3]);
            assertEquals(value(seen(STEPS), 1), rollout.lastValues()[1]);
        }
    }

    @Test
    void logPiIsThatOfTheActionsAsTheyWereDrawn() {
        try (RolloutLearner learner = learner(false)) {
            play(learner);
            Rollout rollout = rollouts.getFirst();

            for (int row = 0; row < rollout.rows(); row++) {
                double mean = rollout.means().array()[row * rollout.means().stride()];
                double z = (rollout.actions()[row] - mean) / Math.exp(-0.5);
                double expected = -0.5 * z * z + 0.5 - 0.5 * Math.log(2 * Math.PI);
                assertEquals(expected, rollout.logPi()[row], 1e-5);
            }
        }
    }

    @Test
    void actionsAreHeldToTheirRangeForTheWorldsOnly() {
        try (RolloutLearner learner = learner(false)) {
            boolean beyond = false;
            for (int i = 0; i < 20; i++) {
                play(learner);
                for (float drawn : rollouts.getLast().actions()) {
                    beyond |= Math.abs(drawn) > 1;
                }
                assertTrue(Math.abs(actions[0]) <= 1 && Math.abs(actions[1]) <= 1);
            }
            assertTrue(beyond);
        }
    }

    @Test
    void normalizesWhatItSeesAndNotTwice() {
        try (RolloutLearner learner = learner(true)) {
            play(learner);
            // four steps of two worlds are eight observations; the last ones seen are not in the statistics yet
            double sum = 0;
            for (int t = 0; t < STEPS; t++) {
                sum += seen(t)[0] + seen(t)[SEEN];
            }

            assertEquals(
                    sum / (2 * STEPS), parts.getFirst().moments().orElseThrow().mean()[0], 1e-4);
        }
    }

    @Test
    void refusesARolloutThatIsNotFull() {
        try (RolloutLearner learner = learner(false)) {
            learner.sample(seen(0), actions);
            learner.observe(step);

            var e = assertThrows(IllegalStateException.class, () -> learner.update(0));

            assertEquals("rollout must hold 4 steps before an update, held 1", e.getMessage());
        }
    }

    @Test
    void namesWhatIsNotFiniteAndInWhichUpdate() {
        try (RolloutLearner learner = learner(false)) {
            play(learner);
            parts.getFirst()
                    .value()
                    .values()[parts.getFirst().valueShape().head().bias(0)] = Float.NaN;

            var e = assertThrows(NonFiniteException.class, () -> play(learner));

            assertEquals("value of the rollout must be finite, was not in update 2", e.getMessage());
        }
    }
}
