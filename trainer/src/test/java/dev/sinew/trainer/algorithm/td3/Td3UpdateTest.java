package dev.sinew.trainer.algorithm.td3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.kernel.Elementary;
import dev.sinew.trainer.kernel.Normals;
import dev.sinew.trainer.network.Differences;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.PlainBatch;
import dev.sinew.trainer.offpolicy.PlainDeterministic;
import dev.sinew.trainer.offpolicy.Relative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Td3UpdateTest {
    /// Of float32 sums of a few hundred products, relative to the whole gradient.
    private static final double GRADIENT = 1e-5;

    /// Early in training: later the gradient drowns in the rounding of float32.
    private static final int UPDATES_BEFORE = 3;

    @ParameterizedTest
    @CsvSource({"RELU, 64, 1", "RELU, 64, 2", "TANH, 30, 1", "RELU, 7, 2"})
    void equalsTheEquationsInFloat64(Activation activation, int rows, int threads) {
        try (DeterministicRig rig = Td3Rig.small(activation, rows, threads)) {
            RandomStream[] streams = {rig.stream(0), rig.stream(1)};
            for (int i = 0; i < UPDATES_BEFORE; i++) {
                noise(streams, rows);
                rig.update();
            }
            PlainDeterministic before = rig.plain();
            double[][] noise = noise(streams, rows);

            rig.update(); // the fourth moves the policy

            PlainBatch batch = rig.batch();
            double[] y = before.target(batch, noise);
            for (int i = 0; i < 2; i++) {
                double[] expected = before.criticGradient(i, batch, y).flat(rig.criticShape);
                Relative.assertClose(expected, rig.critics().get(i).gradient().values(), GRADIENT, "critic " + i);
            }
            double loss = before.criticLoss(0, batch, y) + before.criticLoss(1, batch, y);
            assertEquals(loss, rig.updater().criticLoss(), 1e-5);
            // the actor sees the critics after their step
            PlainDeterministic after = rig.plain();
            PlainDeterministic mixed =
                    new PlainDeterministic(before.actor, before.actorTarget, after.critics, after.targets);
            Relative.assertClose(
                    mixed.actorGradient(batch).flat(rig.actorShape),
                    rig.actor().gradient().values(),
                    GRADIENT,
                    "actor");
            assertEquals(mixed.actorLoss(batch), rig.updater().actorLoss(), 1e-5);
        }
    }

    @Test
    void policyAndAllTargetsMoveInEverySecondUpdateOnly() {
        try (DeterministicRig rig = Td3Rig.small(Activation.RELU, 32, 1)) {
            for (int i = 0; i < 6; i++) {
                PlainDeterministic before = rig.plain();
                rig.update();
                PlainDeterministic after = rig.plain();
                boolean moved = i % 2 == 1;

                assertEquals(moved, rig.updater().policyIsDue());
                assertEquals(!moved, rig.same(before.actor, after.actor));
                for (int c = 0; c < 2; c++) {
                    assertFalse(rig.same(before.critics.get(c), after.critics.get(c)));
                    rig.assertFollows(before.targets.get(c), after.critics.get(c), after.targets.get(c), moved);
                }
                rig.assertFollows(before.actorTarget, after.actor, after.actorTarget, moved);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void theEquationsGradientsEqualDifferences(Activation activation) {
        try (DeterministicRig rig = Td3Rig.small(activation, 16, 1)) {
            RandomStream[] streams = {rig.stream(0), rig.stream(1)};
            double[][] noise = noise(streams, 16);
            rig.update();
            PlainBatch batch = rig.batch();
            PlainDeterministic plain = rig.plain();
            double[] y = plain.target(batch, noise);

            double[] critic = plain.criticGradient(0, batch, y).flat(rig.criticShape);
            Differences.assertEqual(
                    rig.criticShape, plain.critics.getFirst(), critic, () -> plain.criticLoss(0, batch, y));
            double[] actor = plain.actorGradient(batch).flat(rig.actorShape);
            Differences.assertEqual(rig.actorShape, plain.actor, actor, () -> plain.actorLoss(batch));
        }
    }

    @Test
    void namesATargetsTensorAndChangesNothingMore() {
        try (DeterministicRig rig = Td3Rig.small(Activation.RELU, 16, 1)) {
            rig.update();
            rig.critics().get(1).target().values()[rig.criticShape.head().bias(0)] = Float.NaN;
            float[] before = rig.actor().parameters().values().clone();

            assertFalse(rig.update());

            assertEquals("critic 2 target head.bias", rig.culprit());
            assertArrayEquals(before, rig.actor().parameters().values());
        }
    }

    @Test
    void namesAnActorsTensor() {
        try (DeterministicRig rig = Td3Rig.small(Activation.RELU, 16, 1)) {
            rig.actor().parameters().values()[rig.actorShape.hidden().getFirst().weight(1, 2)] = Float.NaN;

            assertTrue(rig.update()); // critics do not read the policy, only its target
            assertFalse(rig.update());

            assertEquals("actor hidden0.weight", rig.culprit());
        }
    }

    /// The noise of the next update, 0.2·N(0, 1) within 0.3; to be called once before each.
    private static double[][] noise(RandomStream[] streams, int rows) {
        double[][] noise = new double[rows][2];
        for (int half = 0; half < 2; half++) {
            int first = rows * half / 2;
            int count = rows * (half + 1) / 2 - first;
            for (int r = 0; r < count; r++) {
                streams[half].nextInt(500);
            }
            float[] z = new float[count * 2 + Elementary.SPARE];
            new Normals(count * 2).fill(streams[half], count * 2, z);
            for (int i = 0; i < count * 2; i++) {
                noise[first + i / 2][i % 2] = Math.clamp(0.2 * z[i], -0.3, 0.3);
            }
        }
        return noise;
    }
}
