package dev.sinew.trainer.offpolicy;

import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every bit of a few steps and updates of each kind of learner in one number each. A program of its own, so that a
/// fresh JVM can be asked for them.
public final class LearnerFingerprint {
    private static final int STEPS = 40;

    private LearnerFingerprint() {}

    /// Prints the numbers.
    public static void main(String[] arguments) throws IOException {
        FreshMachine.answer(all(1).toString());
    }

    static Map<String, String> all(int threads) throws IOException {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        for (LearnerKind kind : LearnerKind.values()) {
            try (OffPolicyLearner learner =
                    kind.learner(DriftingWorlds.OBSERVATION, DriftingWorlds.ACTION, 7, threads)) {
                new DriftingWorlds().train(learner, STEPS);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                learner.save(new DataOutputStream(bytes));
                fingerprints.put(kind.name(), Integer.toHexString(Arrays.hashCode(bytes.toByteArray())));
            }
        }
        return fingerprints;
    }
}
