package dev.sinew.trainer.algorithm.sac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.trainer.kernel.Activation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SacReproducibilityTest {
    private static final int WARM = 3000;

    /// [SacFingerprint] as it was before critics became an ensemble and the options came: plain settings stay plain.
    private static final String GOLDEN = "29350a9601a80110";

    @Test
    void plainSettingsKeepTheirBits() {
        assertEquals(GOLDEN, SacFingerprint.of(1));
    }

    @Test
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException, InterruptedException {
        String cold = inAFreshMachine();
        try (SacRig rig = SacRig.small(Activation.RELU, 50, 1)) {
            for (int i = 0; i < WARM; i++) {
                rig.update.run();
            }
        }

        assertEquals(cold, SacFingerprint.of(1));
        assertEquals(cold, SacFingerprint.of(2));
    }

    @Test
    void bitsDoNotDependOnTheWidthOfTheVectors() throws IOException, InterruptedException {
        // on a processor with 512-bit vectors the first JVM is kept from using them; elsewhere both are alike
        assertEquals(inAFreshMachine("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2"), SacFingerprint.of(1));
    }

    @Test
    void anUpdateAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (SacRig rig = SacRig.small(Activation.RELU, 50, 1)) {
            // vectors are objects until the JIT compiler has every loop; how long that takes depends on the machine
            long bytes = 1;
            for (int attempt = 0; attempt < 300 && bytes > 0; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    rig.update.run();
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - before;
            }

            assertEquals(0, bytes, "bytes in the last 100 updates");
        }
    }

    private static String inAFreshMachine(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(SacFingerprint.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        String line = output.lines()
                .filter(text -> text.startsWith("fingerprint "))
                .findFirst()
                .orElse("");
        assertTrue(line.length() > 12, output);
        return line.substring("fingerprint ".length());
    }
}
