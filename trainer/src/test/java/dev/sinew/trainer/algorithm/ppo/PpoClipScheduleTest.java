package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.kernel.KernelTeam;
import dev.sinew.trainer.optimizer.AdamSettings;
import dev.sinew.trainer.rollout.ActorCritic;
import dev.sinew.trainer.rollout.RandomRollouts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A bound of the ratio that falls over the training.
class PpoClipScheduleTest {
    private static final int STEPS = 32;
    private static final int WORLDS = 4;
    private static final double RATE = 0.01;

    private final KernelTeam team = new KernelTeam(1);

    @AfterEach
    void close() {
        team.close();
    }

    private static PpoSettings settings(double epsilon, PpoSettings.ClipSchedule schedule) {
        return new PpoSettings(
                RandomRollouts.settings(STEPS, 12),
                new PpoSettings.Clip(epsilon, schedule),
                6,
                16,
                new PpoSettings.Value(0.5, OptionalDouble.empty()),
                0,
                1e9,
                new PpoSettings.Step(
                        new AdamSettings(RATE, 0.9, 0.999, 1e-5),
                        PpoSettings.Schedule.CONSTANT,
                        OptionalDouble.empty()));
    }

    /// The policy after an update that far into a training; the same rollout each time.
    private float[] after(PpoSettings settings, double progress) {
        ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 8);
        new RandomRollouts(actorCritic, 9).next();
        new PpoLearner(settings, actorCritic, new RandomStream(4)).update(actorCritic.rollout(), progress);
        return actorCritic.policy().values();
    }

    @Test
    void aLinearBoundIsWhatIsLeftOfTheTraining() {
        // three quarters into it 0.25 · 0.4 = 0.1, to the bit
        float[] linear = after(settings(0.4, PpoSettings.ClipSchedule.LINEAR), 0.75);

        assertArrayEquals(after(settings(0.1, PpoSettings.ClipSchedule.CONSTANT), 0.75), linear);
        assertFalse(Arrays.equals(after(settings(0.4, PpoSettings.ClipSchedule.CONSTANT), 0.75), linear));
    }

    @Test
    void aLinearBoundBeginsWhole() {
        assertArrayEquals(
                after(settings(0.2, PpoSettings.ClipSchedule.CONSTANT), 0),
                after(settings(0.2, PpoSettings.ClipSchedule.LINEAR), 0));
    }

    @Test
    void aResumedTrainingReportsTheBoundItHad() throws IOException {
        PpoSettings settings = settings(0.4, PpoSettings.ClipSchedule.LINEAR);
        ActorCritic actorCritic = RandomRollouts.actorCritic(STEPS, WORLDS, team, 8);
        new RandomRollouts(actorCritic, 9).next();
        PpoLearner learner = new PpoLearner(settings, actorCritic, new RandomStream(4));
        learner.update(actorCritic.rollout(), 0.75);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        learner.save(new DataOutputStream(saved));

        PpoLearner resumed =
                new PpoLearner(settings, RandomRollouts.actorCritic(STEPS, WORLDS, team, 8), new RandomStream(5));
        resumed.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

        Map<String, Double> figures = new HashMap<>();
        resumed.metrics(figures::put);
        assertEquals(0.1, figures.getOrDefault("train/clip_range", 0.0), 1e-16);
    }

    @Test
    void aBoundOutsideOfItsRangeIsRefused() {
        String text = assertThrows(
                        IllegalArgumentException.class,
                        () -> new PpoSettings.Clip(1.5, PpoSettings.ClipSchedule.LINEAR))
                .getMessage();

        assertEquals("clip must be in (0, 1), was 1.5", text);
    }
}
