package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.probe.Probe;
import dev.sinew.trainer.loop.PointWorlds;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every algorithm must keep that learns from its own policy's rollouts, in worlds made small.
class OnPolicyFamilyTest {
    /// For the JIT compiler, which has to share the machine with others.
    private static final long PATIENCE_NANOS = 60_000_000_000L;

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
            """);

    @ParameterizedTest
    @ValueSource(strings = {"pg", "npg", "trpo", "ppo", "ppo-kl"})
    void findsTheBestActionForWhatItSees(String algorithm) {
        // reward 1 − (a − o/2)², o = ±1: 2048 steps in all
        Probe probe = Probe.OBSERVATION_ACTION_REWARD;
        TaskCatalog catalog = new TaskCatalog(List.of(probe), new Simulator((severity, text) -> {}), text -> {});
        VectorEnvironment environment = catalog.open(probe.description().name(), 8, 1);
        String settings = settings(algorithm, 16, false);
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, environment, 1)) {
            assertEquals(0, training.action(1), 0.1, "before");

            training.train(2048);

            assertEquals(0.5, training.action(1), 0.2);
            assertEquals(-0.5, training.action(-1), 0.2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg", "npg", "trpo", "ppo", "ppo-kl"})
    void aStepAllocatesNextToNothing(String algorithm) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String settings = settings(algorithm, 32, true);
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, new PointWorlds(4), 1)) {
            // vectors are objects until the JIT compiler has every loop; how long that takes depends on the machine
            double bytes = Double.POSITIVE_INFINITY;
            long giveUp = System.nanoTime() + PATIENCE_NANOS;
            while (bytes > 100 && System.nanoTime() < giveUp) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 10; i++) {
                    training.round(0);
                }
                bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (10 * 32 * 4.0);
            }

            assertTrue(bytes <= 100, "bytes of a step must be at most 100, were " + bytes);
        }
    }

    @Tag("learning")
    @ParameterizedTest
    @ValueSource(strings = {"pg", "npg", "trpo", "ppo", "ppo-kl"})
    void holdsTheInvertedPendulumUp(String algorithm) {
        TaskCatalog catalog = TaskCatalog.standard(text -> {});
        VectorEnvironment environment = catalog.open("InvertedPendulum-v5", 8, 2);
        String settings = settings(algorithm, 64, true);
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, environment, 1)) {
            double before = training.evaluate(8);
            training.train(40_960);

            double mean = training.evaluate(8);

            // 1000 is the most; a policy that has learned nothing gets about 10
            assertTrue(mean >= 500 && before < 200, "mean return was " + before + ", then " + mean);
        }
    }

    private static String settings(String algorithm, int steps, boolean normalizes) {
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
                """.formatted(normalizes, normalizes, steps) + KEYS.get(algorithm);
    }
}
