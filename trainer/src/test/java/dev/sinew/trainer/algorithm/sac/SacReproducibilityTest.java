package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sinew.trainer.Allocated;
import dev.sinew.trainer.FreshMachine;
import dev.sinew.trainer.kernel.Activation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SacReproducibilityTest {
    private static final int WARM = 3000;
    private static final List<String> NARROW = List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2");

    /// [SacFingerprint] as it was before critics became an ensemble and the options came: plain settings stay plain.
    private static final String GOLDEN = "29350a9601a80110";

    @Test
    void plainSettingsKeepTheirBits() {
        assertEquals(GOLDEN, SacFingerprint.of(1));
    }

    @Test
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException {
        String cold = FreshMachine.ask(SacFingerprint.class, List.of());
        try (SacRig rig = SacRig.small(Activation.RELU, 50, 1)) {
            for (int i = 0; i < WARM; i++) {
                rig.update.run();
            }
        }

        assertEquals(cold, SacFingerprint.of(1));
        assertEquals(cold, SacFingerprint.of(2));
    }

    @Test
    void bitsDoNotDependOnTheWidthOfTheVectors() throws IOException {
        // on a processor with 512-bit vectors the first JVM is kept from using them; elsewhere both are alike
        assertEquals(FreshMachine.ask(SacFingerprint.class, NARROW), SacFingerprint.of(1));
    }

    @Test
    void anUpdateAllocatesNothing() throws IOException {
        assertEquals(0, Allocated.least(0, SacAllocation::bytes, SacAllocation.class), "bytes in the last 100 updates");
    }
}
