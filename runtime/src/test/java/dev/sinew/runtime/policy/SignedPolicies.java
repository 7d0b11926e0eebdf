package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.bundle.Unsigned;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import java.util.List;

/// Signed bundles of networks for the balancer, made up on the spot.
public final class SignedPolicies {
    private static final Tasks TASKS = new Tasks(ConfigFiles.shipped());
    private static final int OBSERVATIONS = 9;
    private static final int ACTIONS = 2;

    private SignedPolicies() {}

    /// {@return the contract of all of them, but for its normalization}
    public static PolicyContract contract() {
        return TASKS.task("balancer").contract();
    }

    /// {@return a bundle of a network with two hidden layers}
    ///
    /// @param key signs it
    /// @param seed of its weights
    /// @param hidden width of its layers
    /// @param wrong added to what its golden vector says
    public static byte[] balancer(SigningKey key, long seed, int hidden, float wrong) {
        byte[] model = OnnxWriter.network(seed, "Relu", OBSERVATIONS, hidden, hidden, ACTIONS);
        return bundle(key, contract(), model, OBSERVATIONS, ACTIONS, wrong);
    }

    /// {@return a bundle for the pendulum}
    ///
    /// @param key signs it
    public static byte[] furuta(SigningKey key) {
        PolicyContract contract = TASKS.task("furuta").contract();
        int in = contract.observationSize();
        int out = contract.actionSize();
        return bundle(key, contract, OnnxWriter.network(1, "Relu", in, 16, out), in, out, 0);
    }

    private static byte[] bundle(SigningKey key, PolicyContract contract, byte[] model, int in, int out, float wrong) {
        float[] observation = new float[in];
        float[] action = new float[out];
        JavaPolicy.compile(model, in, out).act(observation, action);
        action[0] += wrong;
        GoldenVectors golden = new GoldenVectors(observation, action, 1, 1e-5);
        return new BundleWriter(contract.with(new OnnxNormalization().of(model)), model, golden).signed(key);
    }

    /// {@return a reader of bundles for the balancer}
    ///
    /// @param key it trusts
    public static BundleReader reader(SigningKey key) {
        return new BundleReader(
                "balancer", TASKS, List.of(key.trustedKey()), Unsigned.REFUSED, new OnnxNormalization());
    }
}
