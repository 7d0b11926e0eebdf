package dev.sinew.trainer.algorithm.ddpg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Differences;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.PlainBatch;
import dev.sinew.trainer.offpolicy.PlainDeterministic;
import dev.sinew.trainer.offpolicy.RandomTransitions;
import dev.sinew.trainer.offpolicy.Relative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DdpgUpdateTest {
    /// Of float32 sums of a few hundred products, relative to the whole gradient.
    private static final double GRADIENT = 1e-5;

    /// Early in training: later the gradient drowns in the rounding of float32.
    private static final int UPDATES_BEFORE = 3;

    @ParameterizedTest
    @CsvSource({"RELU, 64, 1", "RELU, 64, 2", "TANH, 30, 1", "RELU, 7, 2"})
    void equalsTheEquationsInFloat64(Activation activation, int rows, int threads) {
        try (DeterministicRig rig = DdpgRig.small(activation, rows, threads)) {
            for (int i = 0; i < UPDATES_BEFORE; i++) {
                rig.update();
            }
            PlainDeterministic before = rig.plain();
            double[][] noise = new double[rows][RandomTransitions.ACTION];

            rig.update();

            PlainBatch batch = rig.batch();
            double[] y = before.target(batch, noise);
            for (int i = 0; i < 1; i++) {
                double[] expected = before.criticGradient(i, batch, y).flat(rig.criticShape);
                Relative.assertClose(expected, rig.critics().get(i).gradient().values(), GRADIENT, "critic " + i);
            }
            double loss = before.criticLoss(0, batch, y);
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
    void policyAndAllTargetsMoveInEveryUpdate() {
        try (DeterministicRig rig = DdpgRig.small(Activation.RELU, 32, 1)) {
            for (int i = 0; i < 6; i++) {
                PlainDeterministic before = rig.plain();
                rig.update();
                PlainDeterministic after = rig.plain();
                boolean moved = true;

                assertEquals(moved, rig.updater().policyIsDue());
                assertEquals(!moved, rig.same(before.actor, after.actor));
                for (int c = 0; c < 1; c++) {
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
        try (DeterministicRig rig = DdpgRig.small(activation, 16, 1)) {
            double[][] noise = new double[16][RandomTransitions.ACTION];
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
        try (DeterministicRig rig = DdpgRig.small(Activation.RELU, 16, 1)) {
            rig.update();
            rig.critics().get(0).target().values()[rig.criticShape.head().bias(0)] = Float.NaN;
            float[] before = rig.actor().parameters().values().clone();

            assertFalse(rig.update());

            assertEquals("critic 1 target head.bias", rig.culprit());
            assertArrayEquals(before, rig.actor().parameters().values());
        }
    }

    @Test
    void namesAnActorsTensor() {
        try (DeterministicRig rig = DdpgRig.small(Activation.RELU, 16, 1)) {
            rig.actor().parameters().values()[rig.actorShape.hidden().getFirst().weight(1, 2)] = Float.NaN;

            assertFalse(rig.update());

            assertEquals("actor hidden0.weight", rig.culprit());
        }
    }
}
