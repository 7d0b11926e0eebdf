package dev.sinew.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.probe.Probe;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every algorithm must keep that learns from its own policy's rollouts, in worlds made small.
class OnPolicyFamilyTest {
    @ParameterizedTest
    @ValueSource(strings = {"acktr", "npg", "pg", "ppo", "ppo-kl", "trpo"})
    void findsTheBestActionForWhatItSees(String algorithm) {
        // reward 1 − (a − o/2)², o = ±1: 4096 steps in all
        Probe probe = Probe.OBSERVATION_ACTION_REWARD;
        TaskCatalog catalog = new TaskCatalog(List.of(probe), new Simulator((severity, text) -> {}), text -> {});
        VectorEnvironment environment = catalog.open(probe.description().name(), 8, 1);
        // ACKTR's momentum would carry it past the best action and back many times
        String settings = OnPolicySettings.of(algorithm, 16, false).replace("momentum: 0.9", "momentum: 0");
        try (OnPolicyTraining training = new OnPolicyTraining(algorithm, settings, environment, 1)) {
            assertEquals(0, training.action(1), 0.1, "before");

            training.train(4096);

            assertEquals(0.5, training.action(1), 0.2);
            assertEquals(-0.5, training.action(-1), 0.2);
        }
    }

    @Tag("learning")
    @ParameterizedTest
    @ValueSource(strings = {"acktr", "npg", "pg", "ppo", "ppo-kl", "trpo"})
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
