package dev.sinew.trainer.algorithm.ppo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.sim.environment.TaskCatalog;
import dev.sinew.sim.environment.VectorEnvironment;
import dev.sinew.sim.mujoco.Simulator;
import dev.sinew.sim.task.probe.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks whose right answer is known.
class PpoProbeTest {
    private static final double DISCOUNT = 0.9;
    private static final int WORLDS = 8;

    @Test
    void valuesAConstantReward() {
        try (PpoRig rig = trained(Probe.CONSTANT_REWARD, 20)) {
            assertEquals(1, rig.value(0), 0.05);
        }
    }

    @Test
    void valuesWhatItSees() {
        try (PpoRig rig = trained(Probe.OBSERVATION_REWARD, 30)) {
            assertEquals(1, rig.value(1), 0.1);
            assertEquals(-1, rig.value(-1), 0.1);
        }
    }

    @Test
    void discountsARewardThatComesLater() {
        try (PpoRig rig = trained(Probe.DELAYED_REWARD, 40)) {
            assertEquals(1, rig.value(1), 0.1);
            assertEquals(DISCOUNT, rig.value(0), 0.1);
        }
    }

    @Test
    void findsTheBestAction() {
        try (PpoRig rig = trained(Probe.ACTION_REWARD, 60)) {
            assertEquals(0.5, rig.action(0), 0.1);
        }
    }

    @Test
    void findsTheBestActionForWhatItSees() {
        try (PpoRig rig = trained(Probe.OBSERVATION_ACTION_REWARD, 80)) {
            assertEquals(0.5, rig.action(1), 0.1);
            assertEquals(-0.5, rig.action(-1), 0.1);
        }
    }

    @Test
    void aTimeLimitDoesNotEndTheValue() {
        // 1 / (1 − 0.9) = 10; taking the limit of ten steps for an end gives at most 1 − 0.9¹⁰ of it, 6.5
        try (PpoRig rig = trained(Probe.ENDLESS_REWARD, 150)) {
            assertEquals(10, rig.value(0), 0.5);
        }
    }

    private static PpoRig trained(Probe probe, int rollouts) {
        PpoRig rig = new PpoRig(PpoRig.settings(DISCOUNT, 32, 64, 3e-3), 1, 1, WORLDS, 1);
        Simulator none = new Simulator((severity, text) -> {});
        TaskCatalog catalog = new TaskCatalog(List.of(probe), none, text -> {});
        try (VectorEnvironment environment = catalog.open(probe.description().name(), WORLDS, 1)) {
            rig.train(environment, rollouts);
        }
        return rig;
    }
}
