package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.sim.task.probe.Probe;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.offpolicy.NetworkSettings;
import dev.sinew.trainer.offpolicy.ProbeTransitions;
import dev.sinew.trainer.offpolicy.ReplaySettings;
import dev.sinew.trainer.optimizer.AdamSettings;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Tasks whose right answer is known. The temperature is next to nothing, so values are those without entropy.
class SacProbeTest {
    private static final double DISCOUNT = 0.9;

    @Test
    void valuesAConstantReward() {
        try (SacRig rig = trained(Probe.CONSTANT_REWARD, 300)) {
            assertEquals(1, value(rig, 0, 0.3), 0.02);
        }
    }

    @Test
    void valuesWhatItSees() {
        try (SacRig rig = trained(Probe.OBSERVATION_REWARD, 300)) {
            assertEquals(1, value(rig, 1, 0), 0.05);
            assertEquals(-1, value(rig, -1, 0), 0.05);
        }
    }

    @Test
    void discountsARewardThatComesLater() {
        try (SacRig rig = trained(Probe.DELAYED_REWARD, 600)) {
            assertEquals(1, value(rig, 1, 0), 0.05);
            assertEquals(DISCOUNT, value(rig, 0, 0), 0.05);
        }
    }

    @Test
    void findsTheBestAction() {
        try (SacRig rig = trained(Probe.ACTION_REWARD, 800)) {
            assertEquals(0.5, action(rig, 0), 0.1);
        }
    }

    @Test
    void findsTheBestActionForWhatItSees() {
        try (SacRig rig = trained(Probe.OBSERVATION_ACTION_REWARD, 1200)) {
            assertEquals(0.5, action(rig, 1), 0.1);
            assertEquals(-0.5, action(rig, -1), 0.1);
        }
    }

    @Test
    void aTimeLimitDoesNotEndTheValue() {
        // 1 / (1 − 0.9) = 10; taking the limit of ten steps for an end gives at most 1 − 0.9¹⁰ of it, 6.5
        try (SacRig rig = trained(Probe.ENDLESS_REWARD, 1500)) {
            assertEquals(10, value(rig, 0, 0), 0.5);
        }
    }

    private static SacRig trained(Probe probe, int updates) {
        SacSettings settings = SacSettings.plain(
                new NetworkSettings(List.of(32, 32), Activation.RELU, false),
                new ReplaySettings(1000, 64),
                new SacSettings.Temperature(1e-6, OptionalDouble.empty()),
                AdamSettings.ofRate(3e-3),
                DISCOUNT,
                0.05);
        SacRig rig = new SacRig(settings, ProbeTransitions.of(probe), 1, 1, 1);
        for (int i = 0; i < updates; i++) {
            rig.update.run();
        }
        return rig;
    }

    private static double value(SacRig rig, double observation, double action) {
        double[][] x = {{observation, action}};
        return rig.plain().critics[0].forward(x)[0][0];
    }

    private static double action(SacRig rig, double observation) {
        return Math.tanh(rig.plain().actor.forward(new double[][] {{observation}})[0][0]);
    }
}
