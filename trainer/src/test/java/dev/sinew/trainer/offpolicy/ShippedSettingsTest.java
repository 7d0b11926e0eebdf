package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.document.Document;
import dev.sinew.config.document.DocumentException;
import dev.sinew.trainer.algorithm.ddpg.DdpgSettings;
import dev.sinew.trainer.algorithm.td3.Td3Settings;
import dev.sinew.trainer.exploration.ExplorationSettings;
import dev.sinew.trainer.run.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings files that come with the product, and what is refused in those of users.
class ShippedSettingsTest {
    private static final String TD3 = """
            hidden: [64, 32]
            activation: tanh
            normalize_observations: true
            replay: 50000
            batch: 100
            learning_rate: 1e-3
            discount: 0.98
            target_rate: 0.02
            target_noise: 0.2
            target_noise_clip: 0.5
            exploration: gsde
            exploration_std: 0.05
            exploration_interval: 8
            """;

    @ParameterizedTest
    @CsvSource({
        "sac, Hopper-v5",
        "sac, Hopper-v5-droq",
        "td3, default",
        "td3, HalfCheetah-v5",
        "td3, Walker2d-v5",
        "td3, Pendulum-v1",
        "td3, InvertedPendulum-v5",
        "td3, balancer",
        "ddpg, default",
        "ddpg, HalfCheetah-v5",
        "ddpg, Walker2d-v5",
        "ddpg, Pendulum-v1",
        "ddpg, InvertedPendulum-v5",
        "ddpg, balancer"
    })
    void everyFileIsComplete(String algorithm, String task) {
        ConfigFiles files = ConfigFiles.shipped();

        assertTrue(files.has("training/" + algorithm + "/" + task + ".yaml"));
        assertEquals(algorithm, TrainingPlan.read(files, algorithm, task, 1, 1).algorithm());
    }

    @Test
    void theDefaultFilesSayWhatTheCodesDefaultsSay() {
        ConfigFiles files = ConfigFiles.shipped();

        assertTrue(TrainingPlan.read(files, "td3", "default", 1, 1)
                .identity()
                .toString()
                .contains(Td3Settings.defaults().toString()));
        assertTrue(TrainingPlan.read(files, "ddpg", "default", 1, 1)
                .identity()
                .toString()
                .contains(DdpgSettings.defaults().toString()));
    }

    @Test
    void readsExplorationAndSmoothing() {
        Td3Settings settings = read(TD3);

        assertEquals(new ExplorationSettings.StateDependent(0.05, 8), settings.exploration());
        assertEquals(new Td3Settings.Smoothing(0.2, 0.5), settings.smoothing());
        assertEquals(2, settings.offPolicy().actor().policyDelay());
        assertEquals(CriticSettings.of(2), settings.offPolicy().critics());
        assertEquals(1, settings.offPolicy().replay().steps());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            critics: 0                | key 'critics' must be a whole number from 1 to 100, was '0'
            critic_subset: 3          | critic_subset must be at least 1 and at most the 2 critics, was 3
            critic_dropout: 1         | critic_dropout must be in [0, 1), was 1.0
            critic_dropout: 0.1       | critic_layer_norm must be true with a critic_dropout of 0.1, was false
            policy_delay: 0           | key 'policy_delay' must be a whole number from 1 to 1000, was '0'
            n_step: 0                 | key 'n_step' must be a whole number from 1 to 1000, was '0'
            action_smoothness: {}     | must have a temporal or spatial weight above 0, was 0.0 and 0.0
            action_smoothness: {spatial: 1} | must be positive with a spatial weight and absent without, was 0.0
            action_smoothness: {temporal: 1, std: 1} | absent without, was 1.0 with 0.0
            action_smoothness: {temporal: -1} | key 'action_smoothness.temporal' must be
            action_smoothness: {temporal: 1, jerk: 1} | key 'action_smoothness.jerk' is not known here
            exploration_theta: 0.1    | key 'exploration_theta' is not known here
            """)
    void refusesByName(String line, String message) {
        var e = assertThrows(DocumentException.class, () -> read(TD3 + line + "\n"));

        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void refusesToCompareOneStepWithTheNextOverSeveral() {
        String both = TD3 + "n_step: 3\naction_smoothness: {temporal: 0.1}\n";
        var e = assertThrows(DocumentException.class, () -> read(both));

        assertTrue(
                e.getMessage()
                        .endsWith("n_step must be 1 with a temporal weight of action_smoothness, which compares"
                                + " one step with the next, was 3"),
                e.getMessage());
    }

    private static Td3Settings read(String text) {
        return Document.yaml("td3.yaml", text, Td3Settings::read);
    }
}
