package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Mlp;
import dev.sinew.trainer.network.PlainNetwork;
import dev.sinew.trainer.offpolicy.ActorSettings;
import dev.sinew.trainer.offpolicy.PlainSmoothness;
import dev.sinew.trainer.offpolicy.Relative;
import dev.sinew.trainer.offpolicy.SmoothnessSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SacUpdateTest {
    /// Early in training: later the gradient drowns in the rounding of float32 and no ratio means anything.
    private static final int BEFORE = 3;

    /// Of float32 sums of a few hundred products, relative to the whole gradient; measured up to 2e-6.
    private static final double GRADIENT = 1e-5;

    @ParameterizedTest
    @CsvSource({"RELU, 64, 1", "RELU, 64, 2", "TANH, 30, 1", "RELU, 7, 2"})
    void equalsTheEquationsInFloat64(Activation activation, int rows, int threads) {
        try (SacRig rig = SacRig.small(activation, rows, threads)) {
            for (int i = 0; i < BEFORE; i++) {
                rig.noise();
                rig.update.run();
            }
            PlainSac before = rig.plain();
            double[][][] noise = rig.noise();

            rig.update.run();

            PlainSac.Transitions batch = rig.transitions();
            double[] y = before.target(batch, noise[1]);
            for (int i = 0; i < 2; i++) {
                double[] expected = before.criticGradient(i, batch, y).flat(rig.criticShape);
                Relative.assertClose(
                        expected, rig.critics.ensemble().get(i).gradient().values(), GRADIENT, "critic " + i);
            }
            assertEquals(
                    before.criticLoss(0, batch, y) + before.criticLoss(1, batch, y), rig.update.criticLoss(), 1e-5);
            // the actor sees the critics after their step, and α before its own
            PlainSac after = rig.plain();
            PlainSac mixed = new PlainSac(before.actor, after.critics, after.targets, before.logAlpha, -SacRig.ACTION);
            Relative.assertClose(
                    mixed.actorGradient(batch, noise[0]).flat(rig.actorShape),
                    rig.actor.gradient().values(),
                    GRADIENT,
                    "actor");
            assertEquals(mixed.actorLoss(batch, noise[0]), rig.update.actorLoss(), 1e-5);
            assertEquals(Math.exp(before.logAlpha), rig.update.alpha(), 1e-7);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 64, 1, 3, 0, 0",
        "RELU, 64, 2, 0, 2, 0.3",
        "TANH, 30, 1, 3, 2, 0.3",
        "RELU, 7, 2, 3, 2, 0.3",
    })
    void theActorPaysForActionsThatJump(
            Activation activation, int rows, int threads, double temporal, double spatial, double std) {
        var settings = new SmoothnessSettings(temporal, spatial, std);
        try (SacRig rig =
                SacRig.small(activation, rows, threads, ActorSettings.every(1).with(settings))) {
            PlainSac before = rig.plain();
            double[][][] noise = rig.noise();
            double[][] disturbance = PlainSmoothness.noise(rig.disturbance, rows, SacRig.OBSERVATION);

            rig.update.run();

            PlainSac.Transitions batch = rig.transitions();
            PlainSac after = rig.plain();
            PlainSac mixed = new PlainSac(before.actor, after.critics, after.targets, before.logAlpha, -SacRig.ACTION);
            var penalty = new PlainSmoothness(settings, batch.observations, batch.next, disturbance, SacRig.ACTION);
            double[] expected = mixed.actorGradient(batch, noise[0]).flat(rig.actorShape);
            double[] paid = penalty.gradient(before.actor, rig.actorShape);
            for (int i = 0; i < expected.length; i++) {
                expected[i] += paid[i];
            }
            Relative.assertClose(expected, rig.actor.gradient().values(), GRADIENT, "actor");
            double loss = mixed.actorLoss(batch, noise[0]) + penalty.value(before.actor);
            assertEquals(loss, rig.update.actorLoss(), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"RELU, 64"})
    void stepsParametersTargetsAndTemperature(Activation activation, int rows) {
        // the first step of Adam from zero moments is learning rate · g / (|g| + ε)
        try (SacRig rig = SacRig.small(activation, rows, 1)) {
            PlainSac before = rig.plain();
            double[][][] noise = rig.noise();

            rig.update.run();

            PlainSac after = rig.plain();
            PlainSac.Transitions batch = rig.transitions();
            assertStep(
                    rig.actorShape,
                    before.actor,
                    after.actor,
                    rig.actor.gradient().values());
            for (int i = 0; i < 2; i++) {
                float[] gradient = rig.critics.ensemble().get(i).gradient().values();
                assertStep(rig.criticShape, before.critics[i], after.critics[i], gradient);
                double[] was = before.targets[i].flat(rig.criticShape);
                double[] now = after.critics[i].flat(rig.criticShape);
                double[] target = after.targets[i].flat(rig.criticShape);
                for (int k = 0; k < target.length; k++) {
                    assertEquals(was[k] + 0.01 * (now[k] - was[k]), target[k], 3e-8);
                }
            }
            double gradient = before.temperatureGradient(batch, noise[0]);
            assertEquals(before.logAlpha - 3e-4 * Math.signum(gradient), after.logAlpha, 1e-9);
        }
    }

    private static void assertStep(Mlp mlp, PlainNetwork before, PlainNetwork after, float[] gradient) {
        double[] from = before.flat(mlp);
        double[] to = after.flat(mlp);
        for (int i = 0; i < to.length; i++) {
            double step = 3e-4 * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
            assertEquals(from[i] - step, to[i], 6e-8, "parameter " + i);
        }
    }
}
