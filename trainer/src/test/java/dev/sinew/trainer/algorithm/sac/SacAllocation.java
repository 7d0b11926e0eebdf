package dev.sinew.trainer.algorithm.sac;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.kernel.Activation;

/// What an update allocates. A program of its own, so that a fresh JVM can be asked for it.
public final class SacAllocation {
    private SacAllocation() {}

    /// Prints the number.
    public static void main(String[] arguments) {
        FreshMachine.answer("" + bytes());
    }

    /// {@return bytes of the last 100 updates, without costs and with}
    static double bytes() {
        return plain() + costly();
    }

    private static double costly() {
        try (SacLearner learner = SacLearner.withCosts(SacLearnerTest.settings(), 4, 3, 7, 1)) {
            learner.price(0.5);
            for (int i = 0; i < 60; i++) {
                learner.replay().add(new float[] {i, 1, 2, 3}, new float[3], new float[4], i, false, i % 7 == 0);
                learner.replay().setCost(i, i);
            }
            return Allocated.settled(0, () -> learner.update(100));
        }
    }

    private static double plain() {
        try (SacRig rig = SacRig.small(Activation.RELU, 50, 1)) {
            return Allocated.settled(0, () -> {
                for (int i = 0; i < 100; i++) {
                    rig.update.run();
                }
            });
        }
    }
}
