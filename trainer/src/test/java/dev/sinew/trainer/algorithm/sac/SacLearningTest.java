package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.PendulumTraining;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("learning")
class SacLearningTest {
    private static final int STEPS = 6000;

    /// A pendulum that never swings up gets about −1200 an episode, one that swings up and stays about −150.
    private static final double THRESHOLD = -250;

    @Test
    void swingsThePendulumUp() {
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(64, 64), Activation.RELU, true),
                new ReplaySettings(STEPS, 128),
                new SacSettings.Temperature(1, OptionalDouble.empty()),
                AdamSettings.ofRate(1e-3),
                0.99,
                0.005);
        try (SacLearner learner = new SacLearner(settings, 3, 1, 1, 2)) {
            double mean = PendulumTraining.meanReturn(learner, STEPS);

            assertTrue(mean >= THRESHOLD, "mean return must be at least " + THRESHOLD + ", was " + mean);
        }
    }
}
