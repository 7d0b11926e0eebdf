package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.journal.Allocation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class OnnxPolicyTest {
    private static final byte[] MODEL = OnnxWriter.network(7, "Relu", 9, 64, 64, 2);

    @BeforeAll
    static void unpackTheLibraryOnce(
            @TempDir(cleanup = CleanupMode.NEVER) Path cache) { // mapped until the process ends
        OnnxLibrary.prepare(cache);
    }

    @Test
    void agreesWithTheJavaPolicyOnRandomAndExtremeObservations() {
        for (String activation : new String[] {"Relu", "Tanh", "Elu", "Sigmoid"}) {
            byte[] model = OnnxWriter.network(11, activation, 9, 64, 64, 2);
            try (OnnxPolicy onnx = OnnxPolicy.open(model, 9, 2)) {
                JavaPolicy plain = JavaPolicy.compile(model, 9, 2);

                float difference = PolicyCheck.agreement(onnx, plain, OnnxWriter.golden(1, 200, 9, 2));

                assertTrue(difference <= PolicyCheck.TOLERANCE, activation + " differs by " + difference);
            }
        }
    }

    @Test
    void allocatesAtMost512BytesPerAction() {
        try (OnnxPolicy policy = OnnxPolicy.open(MODEL, 9, 2)) {
            float[] observation = new float[9];
            float[] action = new float[2];

            double bytes = Allocation.bytesPerStep(10_000, () -> policy.act(observation, action));

            assertTrue(bytes <= 512, "bytes per action: " + bytes);
        }
    }

    @Test
    void startsNoThreadOfItsOwn() {
        try (OnnxPolicy first = OnnxPolicy.open(MODEL, 9, 2)) {
            double before = nativeThreads();
            try (OnnxPolicy second = OnnxPolicy.open(MODEL, 9, 2)) {
                second.act(new float[9], new float[2]);
                first.act(new float[9], new float[2]);

                assertEquals(before, nativeThreads(), 1.0, "the JVM's own compiler threads may come and go");
            }
        }
    }

    @Test
    void refusesToActOnceClosed() {
        OnnxPolicy policy = OnnxPolicy.open(MODEL, 9, 2);
        policy.close();
        policy.close();

        assertFalse(policy.act(new float[9], new float[2]));
    }

    @Test
    void closesOnlyOnTheThreadThatOpenedIt() throws InterruptedException {
        AtomicReference<String> refusal = new AtomicReference<>("");
        try (OnnxPolicy policy = OnnxPolicy.open(MODEL, 9, 2)) {
            Thread other = new Thread(
                    () -> refusal.set(assertThrows(IllegalStateException.class, policy::close)
                            .toString()),
                    "other");
            other.start();
            other.join();
        }

        assertTrue(refusal.get().endsWith("was 'other'"), refusal.get());
    }

    @Test
    void closesWhileAnotherThreadActsWithoutTakingTheProcessDown() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            OnnxPolicy policy = OnnxPolicy.open(MODEL, 9, 2);
            Thread loop = new Thread(() -> {
                float[] observation = new float[9];
                float[] action = new float[2];
                while (policy.act(observation, action)) {
                    Thread.onSpinWait();
                }
            });
            loop.start();
            policy.close();
            loop.join();
        }
    }

    @Test
    void refusesWhatOnnxRuntimeCannotRun() {
        byte[] model = new OnnxWriter()
                .node("NoSuchOperation", "action", "observation")
                .model(2, 2);

        PolicyException refusal = assertThrows(PolicyException.class, () -> OnnxPolicy.open(model, 2, 2));

        assertTrue(
                String.valueOf(refusal.getMessage()).startsWith("ONNX Runtime refuses the policy: "),
                refusal.toString());
    }

    private static double nativeThreads() {
        String[] tasks = new java.io.File("/proc/self/task").list();
        return tasks == null ? 0 : tasks.length;
    }
}
