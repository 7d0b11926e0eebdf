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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every algorithm must keep that learns from its own policy's rollouts, in worlds made small.
class OnPolicyFamilyTest {
    /// For the JIT compiler, which has to share the machine with others.
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"pg", "npg", "trpo", "ppo", "ppo-kl"})
    void findsTheBestActionForWhatItSees(String algorithm) {
        // reward 1 − (a − o/2)², o = ±1: 2048 steps in all
        Probe probe = Probe.OBSERVATION_ACTION_REWARD;
        TaskCatalog catalog = new TaskCatalog(List.of(probe), new Simulator((severity, text) -> {}), text -> {});
        VectorEnvironment environment = catalog.open(probe.description().name(), 8, 1);
        String settings = OnPolicySettings.of(algorithm, 16, false);
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
        String settings = OnPolicySettings.of(algorithm, 32, true);
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
        String settings = OnPolicySettings.of(algorithm, 64, true);
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, environment, 1)) {
            double before = training.evaluate(8);
            training.train(40_960);

            double mean = training.evaluate(8);

            // 1000 is the most; a policy that has learned nothing gets about 10
            assertTrue(mean >= 500 && before < 200, "mean return was " + before + ", then " + mean);
        }
    }
}
