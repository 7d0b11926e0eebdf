package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcktrReproducibilityTest {
    private static final int WARM = 400;
    private static final List<String> NARROW = List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2");

    @Test
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException {
        String cold = FreshMachine.ask(AcktrFingerprint.class, List.of());
        try (AcktrRig rig = new AcktrRig(AcktrRig.settings(Fisher.SAMPLED, ValueTarget.RETURN), 1, 1)) {
            for (int i = 0; i < WARM; i++) {
                rig.update();
            }
        }

        assertEquals(cold, AcktrFingerprint.of(1, 11));
        assertEquals(cold, AcktrFingerprint.of(2, 11));
        assertNotEquals(cold, AcktrFingerprint.of(1, 12));
    }

    @Test
    void bitsDoNotDependOnTheWidthOfTheVectors() throws IOException {
        // on a processor with 512-bit vectors the first JVM is kept from using them; elsewhere both are alike
        assertEquals(FreshMachine.ask(AcktrFingerprint.class, NARROW), AcktrFingerprint.of(1, 11));
    }

    @Test
    void aTrainingStepAllocatesNextToNothing() throws IOException {
        double bytes = Allocated.least(AcktrAllocation.MOST, AcktrAllocation::bytes, AcktrAllocation.class);

        assertTrue(bytes <= AcktrAllocation.MOST, bytes + " bytes a step in the last updates");
    }
}
