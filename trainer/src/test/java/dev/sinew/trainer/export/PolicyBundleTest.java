package dev.sinew.trainer.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.Reason;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.trainer.kernel.Activation;
import dev.sinew.trainer.network.DenseLayer;
import dev.sinew.trainer.network.ExportedPolicy;
import dev.sinew.trainer.network.ObservationScaling;
import dev.sinew.trainer.network.Squash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyBundleTest {
    private static final SigningKey KEY = SigningKey.create();

    private final Tasks tasks = new Tasks(ConfigFiles.shipped());
    private final PolicyContract contract = tasks.task("balancer").contract();

    @Test
    void isTakenByTheRobotItWasTrainedFor() {
        ExportedPolicy policy = policy(1, 0.3);

        Bundle bundle =
                reader().read(PolicyBundle.of(policy, contract, Map.of()).signed(KEY));

        assertEquals(OnnxGraph.normalization(policy), bundle.contract().normalization());
        assertArrayEquals(OnnxGraph.write(policy, Map.of()), bundle.onnx());
        assertEquals(32, bundle.golden().count());
    }

    @Test
    void isAnsweredByBothEnginesAsItsGoldenVectorsSay() {
        byte[] bytes = PolicyBundle.of(policy(1, 0.3), contract, Map.of()).signed(KEY);
        Bundle bundle = reader().read(bytes);

        for (PolicyEngine engine : PolicyEngine.values()) {
            try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine)) {
                assertTrue(loaded.goldenDifference() <= 1e-5f, engine + " " + loaded.goldenDifference());
                assertTrue(loaded.engineDifference() <= 1e-5f, engine + " " + loaded.engineDifference());
            }
        }
    }

    @Test
    void aSteepPolicyIsHeldToWhatFloat32CanDo() {
        // numbers of 300 are rounded to 3e-5
        Bundle bundle =
                reader().read(PolicyBundle.of(steep(300), contract, Map.of()).signed(KEY));

        double tolerance = bundle.golden().tolerance();
        assertTrue(tolerance > 1e-5 && tolerance < 1e-3, "tolerance " + tolerance);
        for (PolicyEngine engine : PolicyEngine.values()) {
            try (LoadedPolicy loaded = LoadedPolicy.load(bundle, engine)) {
                assertEquals(tolerance / 4, loaded.goldenDifference(), tolerance / 4, engine.name());
            }
        }
    }

    @Test
    void aPolicyTooSteepForFloat32IsNotPacked() {
        String message = refusal(steep(1e5f));

        assertTrue(message.startsWith("a policy's float32 form must answer as its float64 form, differs by "), message);
        assertTrue(message.contains("golden tolerance must be above 0 and at most 0.001, was "), message);
    }

    /// {@return a policy whose hidden units are all raised by a large number that its head takes away again: what
    /// float32 rounds off up there is left}
    static ExportedPolicy steep(float raise) {
        ExportedPolicy plain = policy(1, 0.3);
        List<DenseLayer> layers = new ArrayList<>(plain.layers());
        DenseLayer head = layers.removeLast();
        DenseLayer hidden = layers.removeLast();
        float[] up = hidden.bias();
        for (int i = 0; i < up.length; i++) {
            up[i] += raise;
        }
        float[] down = head.bias();
        for (int i = 0; i < down.length; i++) {
            for (int k = 0; k < head.inputs(); k++) {
                down[i] -= head.weights()[i * head.inputs() + k] * raise;
            }
        }
        layers.add(new DenseLayer(hidden.inputs(), hidden.outputs(), hidden.weights(), up, hidden.activation()));
        layers.add(new DenseLayer(head.inputs(), head.outputs(), head.weights(), down, head.activation()));
        return new ExportedPolicy(plain.scaling(), layers, plain.squash(), plain.actionLow(), plain.actionHigh());
    }

    @Test
    void isRefusedWhenTheContractTellsAnotherNormalizationThanTheGraphComputes() {
        PolicyContract other = contract.with(OnnxGraph.normalization(policy(1, 0.4)));
        byte[] onnx = OnnxGraph.write(policy(1, 0.3), Map.of());
        BundleWriter writer = new BundleWriter(other, onnx, PolicyBundle.golden(policy(1, 0.3), onnx));

        BundleRefusedException thrown =
                assertThrows(BundleRefusedException.class, () -> reader().read(writer.signed(KEY)));

        assertEquals(Reason.NORMALIZATION, thrown.reason());
        assertTrue(
                thrown.getMessage().startsWith("contract.json does not tell what policy.onnx computes: "),
                thrown.getMessage());
    }

    @Test
    void isNotMadeOfAPolicyInOtherUnits() {
        assertEquals(
                "action 0 of a robot's policy must be from -1 to 1, was from -10.0 to 10.0", refusal(policy(10, 0.3)));
    }

    @Test
    void isNotMadeOfAPolicyOfAnotherSize() {
        DenseLayer layer = new DenseLayer(1, 2, new float[] {1, 1}, new float[] {0, 0}, Activation.IDENTITY);
        ExportedPolicy policy = new ExportedPolicy(
                Optional.empty(), List.of(layer), Squash.TANH, new float[] {-1, -1}, new float[] {1, 1});

        assertEquals("observation size must be 9 as the contract, was 1", refusal(policy));
    }

    private String refusal(ExportedPolicy policy) {
        return String.valueOf(assertThrows(ExportException.class, () -> PolicyBundle.of(policy, contract, Map.of()))
                .getMessage());
    }

    private BundleReader reader() {
        return new BundleReader(
                "balancer", tasks, List.of(KEY.trustedKey()), Unsigned.REFUSED, new OnnxNormalization());
    }

    /// {@return a policy of the balancer's sizes with 16 hidden units}
    private static ExportedPolicy policy(float range, double mean) {
        ExportedPolicy random = OnnxGraphTest.policy(9, 16, 2, Activation.RELU, true, 1);
        ObservationScaling scaling = random.scaling().orElseThrow();
        double[] means = scaling.mean();
        means[0] = mean;
        return new ExportedPolicy(
                Optional.of(new ObservationScaling(means, scaling.variance(), scaling.epsilon(), scaling.clip())),
                random.layers(),
                random.squash(),
                new float[] {-range, -range},
                new float[] {range, range});
    }
}
