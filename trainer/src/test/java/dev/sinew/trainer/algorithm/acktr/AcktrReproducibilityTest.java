package dev.sinew.trainer.algorithm.acktr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcktrReproducibilityTest {
    private static final int WARM = 400;

    @Test
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException, InterruptedException {
        String cold = inAFreshMachine();
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
    void bitsDoNotDependOnTheWidthOfTheVectors() throws IOException, InterruptedException {
        // on a processor with 512-bit vectors the first JVM is kept from using them; elsewhere both are alike
        assertEquals(inAFreshMachine("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=2"), AcktrFingerprint.of(1, 11));
    }

    @Test
    void aTrainingStepAllocatesNextToNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AcktrSettings settings = AcktrRig.settings(Fisher.EXACT, ValueTarget.RETURN);
        int steps = settings.actorCritic().rolloutSteps() * AcktrRig.WORLDS;
        try (AcktrRig rig = new AcktrRig(settings, 1, 1)) {
            // vectors are objects until the JIT compiler has every loop; how long that takes depends on the machine
            double bytes = Double.MAX_VALUE;
            for (int attempt = 0; attempt < 300 && bytes > 20; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20; i++) {
                    rig.update();
                }
                bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (20.0 * steps);
            }

            assertTrue(bytes <= 20, bytes + " bytes a step in the last updates");
        }
    }

    private static String inAFreshMachine(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(AcktrFingerprint.class.getName());
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
