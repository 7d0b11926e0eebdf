package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayLearnerReproducibilityTest {
    private static final int WARM = 1500;

    /// As they were before the options came.
    private static final Map<String, String> PLAIN = Map.of("SAC", "3b1652e4", "TD3", "2b4a371a", "DDPG", "1dca9eea");

    @Test
    void plainSettingsKeepTheirBits() throws IOException {
        Map<String, String> found = LearnerFingerprint.all(1);
        found.keySet().retainAll(PLAIN.keySet());

        assertEquals(PLAIN, found);
    }

    @Test
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException {
        String cold = FreshMachine.ask(LearnerFingerprint.class, List.of());
        for (LearnerKind kind : LearnerKind.values()) {
            try (OffPolicyLearner learner = LearnerAllocation.filled(kind)) {
                learner.update(WARM);
            }
        }

        assertEquals(cold, LearnerFingerprint.all(1).toString());
        assertEquals(cold, LearnerFingerprint.all(2).toString());
    }

    @ParameterizedTest
    @EnumSource(LearnerKind.class)
    void anUpdateAllocatesNothing(LearnerKind kind) throws IOException {
        double bytes = Allocated.least(0, () -> LearnerAllocation.bytes(kind), LearnerAllocation.class, kind.name());

        assertEquals(0, bytes, "bytes in the last 100 updates");
    }
}
