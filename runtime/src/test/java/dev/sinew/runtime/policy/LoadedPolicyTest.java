package dev.sinew.runtime.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.config.bundle.Reason;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.hal.control.Policy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Bundles as a robot gets them: written, signed, read and opened.
class LoadedPolicyTest {
    private static final Tasks TASKS = new Tasks(ConfigFiles.shipped());
    private static final SigningKey KEY = SigningKey.create();
    private static final byte[] MODEL = OnnxWriter.network(3, "Relu", 9, 64, 64, 2);

    @BeforeAll
    static void unpackTheLibraryOnce(@TempDir(cleanup = CleanupMode.NEVER) Path cache) {
        OnnxLibrary.prepare(cache);
    }

    @Test
    void opensABundleWithEitherEngine() {
        Bundle bundle = read(MODEL, golden(MODEL, 0));
        for (PolicyEngine engine : PolicyEngine.values()) {
            try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine)) {
                float[] action = new float[2];

                assertTrue(loaded.policy().act(new float[9], action));
                assertTrue(loaded.goldenDifference() <= 1e-5f, engine + " " + loaded.goldenDifference());
                assertTrue(loaded.engineDifference() <= 1e-5f, engine + " " + loaded.engineDifference());
                assertEquals(Optional.empty(), loaded.unchecked());
            }
        }
    }

    @Test
    void aGraphThatSaysSoIsNotExploredAround() {
        byte[] model = OnnxWriter.saying(MODEL, "exploration", "none");
        byte[] other = OnnxWriter.saying(MODEL, "exploration", "usual");
        for (PolicyEngine engine : PolicyEngine.values()) {
            try (LoadedPolicy alone = LoadedPolicy.load(read(model, golden(model, 0)), engine);
                    LoadedPolicy usual = LoadedPolicy.load(read(other, golden(other, 0)), engine);
                    LoadedPolicy silent = LoadedPolicy.load(read(MODEL, golden(MODEL, 0)), engine)) {
                float[] action = new float[2];
                float[] same = new float[2];
                assertTrue(alone.policy().act(new float[9], action));
                assertTrue(silent.policy().act(new float[9], same));

                assertFalse(alone.policy().explored());
                assertTrue(usual.policy().explored());
                assertTrue(silent.policy().explored());
                assertArrayEquals(same, action);
            }
        }
    }

    @Test
    void refusesAPolicyThatMissesItsGoldenVectors() {
        Bundle bundle = read(MODEL, golden(MODEL, 0.01f));
        for (PolicyEngine engine : PolicyEngine.values()) {
            PolicyException refusal = assertThrows(PolicyException.class, () -> LoadedPolicy.load(bundle, engine));

            assertTrue(refusal.toString().contains("must reproduce golden vector 0 to 1.0E-5"), refusal.toString());
        }
    }

    @Test
    void runsWhatOnlyOnnxRuntimeKnowsAndSaysThatItIsUnchecked() {
        byte[] model = begun(9).constant("w", new float[18], 9, 2)
                .node("MatMul", "y", "c", "w")
                .node("Softsign", "action", "y")
                .model(9, 2);
        Bundle bundle = read(model, new GoldenVectors(new float[9], new float[2], 1, 1e-5));
        try (LoadedPolicy loaded = LoadedPolicy.load(bundle, PolicyEngine.ONNX)) {
            assertInstanceOf(OnnxPolicy.class, loaded.policy());
            assertTrue(loaded.unchecked().orElse("").startsWith("the Java policy cannot run Softsign"));
        }
        assertThrows(PolicyException.class, () -> LoadedPolicy.load(bundle, PolicyEngine.JAVA));
    }

    @Test
    void refusesABundleWhoseContractTellsAnotherNormalization() {
        byte[] model = begun(9).node("Relu", "action", "c").model(9, 9);
        Normalization told = Normalization.identity(9);
        byte[] bundle = new BundleWriter(
                        TASKS.task("balancer").contract().with(told),
                        model,
                        new GoldenVectors(new float[9], new float[2], 1, 1e-5))
                .signed(KEY);

        BundleRefusedException refusal = assertThrows(BundleRefusedException.class, () -> reader().read(bundle));
        assertEquals(Reason.NORMALIZATION, refusal.reason());
    }

    @Test
    void refusesWeightsThatAreNotFiniteAndOtherShapes() {
        byte[] poisoned = begun(9).constant("w", new float[] {Float.NaN}, 1)
                .node("Mul", "action", "c", "w")
                .model(9, 2);
        byte[] wide = begun(9).node("Relu", "action", "c").model(9, 9);
        GoldenVectors golden = new GoldenVectors(new float[9], new float[2], 1, 1e-5);

        assertRefused(read(poisoned, golden), "weights must be finite, 'w' [1] holds NaN at index 0");
        assertRefused(read(wide, golden), "'action' must have shape [N, 2], was [N, 9]");
    }

    private static void assertRefused(Bundle bundle, String message) {
        PolicyException refusal =
                assertThrows(PolicyException.class, () -> LoadedPolicy.load(bundle, PolicyEngine.ONNX));
        assertEquals(message, refusal.getMessage());
    }

    private static OnnxWriter begun(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return new OnnxWriter()
                .constant("mean", new float[size], size)
                .constant("std", ones, size)
                .constant("low", new float[] {-10})
                .constant("high", new float[] {10})
                .node("Sub", "a", "observation", "mean")
                .node("Div", "b", "a", "std")
                .node("Clip", "c", "b", "low", "high");
    }

    private static GoldenVectors golden(byte[] model, float wrong) {
        Policy policy = JavaPolicy.compile(model, 9, 2);
        float[] observation = new float[9];
        float[] action = new float[2];
        policy.act(observation, action);
        action[1] += wrong;
        return new GoldenVectors(observation, action, 1, 1e-5);
    }

    private static Bundle read(byte[] model, GoldenVectors golden) {
        Normalization normalization = new OnnxNormalization().of(model);
        return reader().read(new BundleWriter(TASKS.task("balancer").contract().with(normalization), model, golden)
                .signed(KEY));
    }

    private static BundleReader reader() {
        return new BundleReader(
                "balancer", TASKS, List.of(KEY.trustedKey()), Unsigned.REFUSED, new OnnxNormalization());
    }
}
