package dev.sinew.trainer.offpolicy;

import dev.sinew.config.document.Document;
import dev.sinew.trainer.algorithm.ddpg.DdpgLearner;
import dev.sinew.trainer.algorithm.ddpg.DdpgSettings;
import dev.sinew.trainer.algorithm.sac.SacLearner;
import dev.sinew.trainer.algorithm.sac.SacSettings;
import dev.sinew.trainer.algorithm.td3.Td3Learner;
import dev.sinew.trainer.algorithm.td3.Td3Settings;
import dev.sinew.trainer.loop.OffPolicyLearner;

/// The algorithms, plain and with options, as a settings file asks for them; small networks, batches of 20.
public enum LearnerKind {
    SAC("""
            initial_temperature: 0.5
            """),
    SAC_REDQ("""
            initial_temperature: 0.5
            critics: 5
            critic_subset: 2
            policy_delay: 3
            n_step: 3
            """),
    SAC_DROQ("""
            initial_temperature: 0.5
            critic_subset: 2
            critic_layer_norm: true
            critic_dropout: 0.05
            policy_delay: 2
            """),
    SAC_GSDE("""
            initial_temperature: 0.5
            exploration: gsde
            exploration_std: 0.2
            exploration_interval: 4
            policy_delay: 2
            action_smoothness: {temporal: 0.02}
            """),
    SAC_SMOOTH("""
            initial_temperature: 0.5
            action_smoothness: {temporal: 0.02, spatial: 0.01, std: 0.1}
            """),
    TD3("""
            exploration: gaussian
            exploration_std: 0.1
            target_noise: 0.2
            target_noise_clip: 0.5
            """),
    TD3_GSDE("""
            exploration: gsde
            exploration_std: 0.05
            exploration_interval: 4
            target_noise: 0.2
            target_noise_clip: 0.5
            critics: 3
            critic_subset: 2
            critic_layer_norm: true
            policy_delay: 3
            n_step: 3
            """),
    TD3_SMOOTH("""
            exploration: gaussian
            exploration_std: 0.1
            target_noise: 0.2
            target_noise_clip: 0.5
            action_smoothness: {spatial: 0.01, std: 0.1}
            """),
    DDPG("""
            exploration: gaussian
            exploration_std: 0.1
            """),
    DDPG_NOISE("""
            exploration: ornstein_uhlenbeck
            exploration_std: 0.2
            exploration_theta: 0.15
            n_step: 2
            critic_layer_norm: true
            critic_dropout: 0.05
            """),
    DDPG_SMOOTH("""
            exploration: gaussian
            exploration_std: 0.1
            action_smoothness: {temporal: 0.02}
            """);

    private static final String PLAIN = """
            hidden: [32, 32]
            activation: relu
            normalize_observations: true
            replay: 100
            batch: 20
            learning_rate: 3e-3
            discount: 0.9
            target_rate: 0.02
            """;

    private final String options;

    LearnerKind(String options) {
        this.options = options;
    }

    /// A learner that knows nothing yet.
    public OffPolicyLearner learner(int observationSize, int actionSize, long seed, int threads) {
        String file = PLAIN + options;
        if (name().startsWith("SAC")) {
            SacSettings settings = Document.yaml("sac.yaml", file, SacSettings::read);
            return new SacLearner(settings, observationSize, actionSize, seed, threads);
        }
        if (name().startsWith("TD3")) {
            Td3Settings settings = Document.yaml("td3.yaml", file, Td3Settings::read);
            return new Td3Learner(settings, observationSize, actionSize, seed, threads);
        }
        DdpgSettings settings = Document.yaml("ddpg.yaml", file, DdpgSettings::read);
        return new DdpgLearner(settings, observationSize, actionSize, seed, threads);
    }
}
