package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.loop.OffPolicyLearner;

/// What an update of a kind of learner allocates. A program of its own, so that a fresh JVM can be asked for it.
public final class LearnerAllocation {
    private static final int STEPS = 40;

    private LearnerAllocation() {}

    /// Prints the number.
    ///
    /// @param arguments the kind
    public static void main(String[] arguments) {
        FreshMachine.answer("" + bytes(LearnerKind.valueOf(arguments[0])));
    }

    /// {@return bytes of the last 100 updates}
    static double bytes(LearnerKind kind) {
        try (OffPolicyLearner learner = filled(kind)) {
            return Allocated.settled(0, () -> learner.update(100));
        }
    }

    static OffPolicyLearner filled(LearnerKind kind) {
        OffPolicyLearner learner = kind.learner(DriftingWorlds.OBSERVATION, DriftingWorlds.ACTION, 7, 1);
        new DriftingWorlds().train(learner, STEPS);
        return learner;
    }
}
