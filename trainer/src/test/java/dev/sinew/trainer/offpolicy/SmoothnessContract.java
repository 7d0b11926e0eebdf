package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.Differences;
import dev.sinew.trainer.network.PlainNetwork;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every deterministic actor pays for actions that jump.
public abstract class SmoothnessContract {
    /// Of float32 sums of a few hundred products, relative to the whole gradient.
    private static final double GRADIENT = 1e-5;

    /// Critic updates for each of the actor.
    protected abstract int policyDelay();

    /// A small learner.
    protected abstract DeterministicRig rig(Activation activation, int rows, int threads, ActorSettings actor);

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
        var actor = ActorSettings.every(policyDelay()).with(settings);
        try (DeterministicRig rig = rig(activation, rows, threads, actor)) {
            List<RandomStream> streams = rig.disturbance();
            PlainDeterministic before = rig.plain();
            double[][] noise = new double[rows][rig.parts.observationSize()];
            for (int update = 1; update <= 4; update++) {
                before = rig.plain();
                if (update % policyDelay() == 0 && spatial > 0) {
                    noise = PlainSmoothness.noise(streams, rows, rig.parts.observationSize());
                }
                rig.update();
            }

            PlainBatch batch = rig.batch();
            PlainNetwork policy = before.actor;
            PlainDeterministic after = rig.plain();
            var mixed = new PlainDeterministic(policy, before.actorTarget, after.critics, after.targets);
            var penalty = new PlainSmoothness(settings, batch.observations, batch.next, noise, rig.parts.actionSize());
            double[] expected = mixed.actorGradient(batch).flat(rig.actorShape);
            double[] paid = penalty.gradient(policy, rig.actorShape);
            Differences.assertEqual(rig.actorShape, policy, paid, () -> penalty.value(policy));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += paid[i];
            }
            Relative.assertClose(expected, rig.actor().gradient().values(), GRADIENT, "actor");
            double loss = mixed.actorLoss(batch) + penalty.value(policy);
            assertEquals(loss, rig.updater().actorLoss(), 1e-5);
        }
    }
}
