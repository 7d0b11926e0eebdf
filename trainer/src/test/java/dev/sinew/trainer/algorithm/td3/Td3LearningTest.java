package dev.sinew.trainer.algorithm.td3;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.PendulumTraining;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("learning")
class Td3LearningTest {
    private static final int STEPS = 7000;

    /// A pendulum that never swings up gets about −1200 an episode, one that swings up and stays about −150.
    private static final double THRESHOLD = -250;

    @Test
    void swingsThePendulumUp() {
        NetworkSettings network = new NetworkSettings(List.of(64, 64), Activation.RELU, true);
        try (Td3Learner learner = new Td3Learner(
                Td3Rig.settings(network, new ReplaySettings(STEPS, 128), 2e-3, 0.99, 0.01), 3, 1, 1, 2)) {
            double mean = PendulumTraining.meanReturn(learner, STEPS);

            assertTrue(mean >= THRESHOLD, "mean return must be at least " + THRESHOLD + ", was " + mean);
        }
    }
}
