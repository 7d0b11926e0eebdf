package dev.sinew.trainer.algorithm.ddpg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.sim.task.probe.Probe;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.DeterministicRig;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ProbeTransitions;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks whose right answer is known.
class DdpgProbeTest {
    private static final double DISCOUNT = 0.9;

    @Test
    void valuesAConstantReward() {
        try (DeterministicRig rig = trained(Probe.CONSTANT_REWARD, 300)) {
            assertEquals(1, value(rig, 0, 0.3), 0.02);
        }
    }

    @Test
    void valuesWhatItSees() {
        try (DeterministicRig rig = trained(Probe.OBSERVATION_REWARD, 300)) {
            assertEquals(1, value(rig, 1, 0), 0.05);
            assertEquals(-1, value(rig, -1, 0), 0.05);
        }
    }

    @Test
    void discountsARewardThatComesLater() {
        try (DeterministicRig rig = trained(Probe.DELAYED_REWARD, 800)) {
            assertEquals(1, value(rig, 1, 0), 0.05);
            assertEquals(DISCOUNT, value(rig, 0, 0), 0.05);
        }
    }

    @Test
    void findsTheBestAction() {
        try (DeterministicRig rig = trained(Probe.ACTION_REWARD, 1600)) {
            assertEquals(0.5, action(rig, 0), 0.1);
        }
    }

    @Test
    void findsTheBestActionForWhatItSees() {
        try (DeterministicRig rig = trained(Probe.OBSERVATION_ACTION_REWARD, 2000)) {
            assertEquals(0.5, action(rig, 1), 0.1);
            assertEquals(-0.5, action(rig, -1), 0.1);
        }
    }

    @Test
    void aTimeLimitDoesNotEndTheValue() {
        // 1 / (1 − 0.9) = 10; taking the limit of ten steps for an end gives at most 1 − 0.9¹⁰ of it, 6.5
        try (DeterministicRig rig = trained(Probe.ENDLESS_REWARD, 2500)) {
            assertEquals(10, value(rig, 0, 0), 0.5);
        }
    }

    private static DeterministicRig trained(Probe probe, int updates) {
        NetworkSettings network = new NetworkSettings(List.of(32, 32), Activation.RELU, false);
        DdpgSettings settings = DdpgRig.settings(network, new ReplaySettings(1000, 64), 3e-3, DISCOUNT, 0.05);
        DeterministicRig rig = DdpgRig.of(settings, ProbeTransitions.of(probe), 1, 1, 1);
        for (int i = 0; i < updates; i++) {
            rig.update();
        }
        return rig;
    }

    private static double value(DeterministicRig rig, double observation, double action) {
        double[][] x = {{observation, action}};
        return rig.plain().critics.getFirst().forward(x)[0][0];
    }

    private static double action(DeterministicRig rig, double observation) {
        return Math.tanh(rig.plain().actor.forward(new double[][] {{observation}})[0][0]);
    }
}
