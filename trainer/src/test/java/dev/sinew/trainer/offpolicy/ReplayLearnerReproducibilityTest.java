package dev.sinew.trainer.offpolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sinew.trainer.loop.OffPolicyLearner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    void bitsAreTheSameColdAndWarmWithOneThreadAndWithTwo() throws IOException, InterruptedException {
        String cold = inAFreshMachine();
        for (LearnerKind kind : LearnerKind.values()) {
            try (OffPolicyLearner learner = filled(kind)) {
                learner.update(WARM);
            }
        }

        assertEquals(cold, LearnerFingerprint.all(1).toString());
        assertEquals(cold, LearnerFingerprint.all(2).toString());
    }

    @ParameterizedTest
    @EnumSource(LearnerKind.class)
    void anUpdateAllocatesNothing(LearnerKind kind) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OffPolicyLearner learner = filled(kind)) {
            // vectors are objects until the JIT compiler has every loop; how long that takes depends on the machine
            long bytes = 1;
            for (int attempt = 0; attempt < 300 && bytes > 0; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                learner.update(100);
                bytes = threads.getCurrentThreadAllocatedBytes() - before;
            }

            assertEquals(0, bytes, "bytes in the last 100 updates");
        }
    }

    private static OffPolicyLearner filled(LearnerKind kind) {
        OffPolicyLearner learner = kind.learner(DriftingWorlds.OBSERVATION, DriftingWorlds.ACTION, 7, 1);
        new DriftingWorlds().train(learner, 40);
        return learner;
    }

    private static String inAFreshMachine() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LearnerFingerprint.class.getName());
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
