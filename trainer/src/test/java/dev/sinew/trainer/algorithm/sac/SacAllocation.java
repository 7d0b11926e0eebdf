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

    /// {@return bytes of the last 100 updates}
    static double bytes() {
        try (SacRig rig = SacRig.small(Activation.RELU, 50, 1)) {
            return Allocated.settled(0, () -> {
                for (int i = 0; i < 100; i++) {
                    rig.update.run();
                }
            });
        }
    }
}
