package dev.sinew.trainer.run;

import java.util.List;
import java.util.Map;

/// Settings files of the algorithms that learn from their own policy's rollouts, made small.
final class OnPolicySettings {
    private static final String NATURAL = "  cg_iterations: 10\n  cg_damping: 0.1\n";
    private static final String VALUE = """
              value_learning_rate: 3e-3
              value_schedule: constant
              value_epochs: 5
              value_batch: 64
            """;

    /// What each adds to the keys that all have.
    private static final Map<String, String> KEYS = Map.of(
            "pg",
            "  epochs: 1\n  batch: 16\n  entropy_coefficient: 0\n  learning_rate: 0.01\n  schedule: linear\n" + VALUE,
            "npg",
            "  target_kl: 0.02\n" + NATURAL + VALUE,
            "trpo",
            "  target_kl: 0.02\n  line_search_tries: 10\n  line_search_factor: 0.8\n" + NATURAL + VALUE,
            "ppo",
            """
              epochs: 10
              batch: 64
              clip: 0.2
              value_coefficient: 0.5
              entropy_coefficient: 0
              max_gradient_norm: 0.5
              learning_rate: 3e-3
              schedule: constant
            """,
            "ppo-kl",
            """
              epochs: 10
              batch: 64
              target_kl: 0.02
              kl_coefficient: 1
              entropy_coefficient: 0
              max_gradient_norm: 0.5
              learning_rate: 3e-3
              schedule: constant
            """,
            "acktr",
            """
              target_kl: 0.02
              fisher: exact
              value_steps: 5
              value_target: gae
              policy_kfac: {learning_rate: 0.03, momentum: 0.9, clip_kl: 0.02, damping: 0.01, damping_form: tikhonov,
                weight_decay: 3e-4, statistics_decay: 0.9, inverse_interval: 2, cold_steps: 1}
              value_kfac: {learning_rate: 0.01, momentum: 0.9, clip_kl: 0.3, damping: 0.1, damping_form: tikhonov,
                weight_decay: 3e-4, statistics_decay: 0.9, inverse_interval: 2, cold_steps: 0}
            """);

    private OnPolicySettings() {}

    static List<String> algorithms() {
        return KEYS.keySet().stream().sorted().toList();
    }

    static String of(String algorithm, int rolloutSteps, boolean normalizes) {
        return """
                learner:
                  hidden: [16, 16]
                  activation: tanh
                  initialization: orthogonal
                  initial_log_std: -0.5
                  normalize_observations: %s
                  normalize_returns: %s
                  rollout_steps: %d
                  discount: 0.99
                  gae_lambda: 0.95
                """.formatted(normalizes, normalizes, rolloutSteps) + KEYS.get(algorithm);
    }
}
