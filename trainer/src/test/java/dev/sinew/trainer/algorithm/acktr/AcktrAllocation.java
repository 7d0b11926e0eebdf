package dev.sinew.trainer.algorithm.acktr;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;

/// What a step of a training allocates. A program of its own, so that a fresh JVM can be asked for it.
public final class AcktrAllocation {
    /// Bytes a step.
    static final double MOST = 20;

    private static final int UPDATES = 20;

    private AcktrAllocation() {}

    /// Prints the number.
    public static void main(String[] arguments) {
        FreshMachine.answer("" + bytes());
    }

    /// {@return bytes a step of the last 20 updates}
    static double bytes() {
        AcktrSettings settings = AcktrRig.settings(Fisher.EXACT, ValueTarget.RETURN);
        double steps = UPDATES * settings.actorCritic().rolloutSteps() * AcktrRig.WORLDS;
        try (AcktrRig rig = new AcktrRig(settings, 1, 1)) {
            return Allocated.settled(MOST * steps, () -> {
                        for (int i = 0; i < UPDATES; i++) {
                            rig.update();
                        }
                    })
                    / steps;
        }
    }
}
