package dev.sinew.trainer.export;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.random.RandomStream;
import dev.sinew.trainer.network.ExportedPolicy;
import java.util.Map;

/// Packs a policy for a robot: its graph, the contract with the normalization that the graph computes, and golden
/// vectors that whoever runs it must reproduce.
public final class PolicyBundle {
    private static final int GOLDEN_VECTORS = 32;
    private static final long GOLDEN_SEED = 20;

    private PolicyBundle() {}

    /// Packs a policy; what comes back is to be signed. Equal policies and contracts make equal bundles.
    ///
    /// @param policy to pack, with actions in [−1, 1] as all robots' policies
    /// @param contract of the task it was trained on
    /// @param metadata kept in the graph for whoever looks
    /// @return the bundle to be
    /// @throws ExportException when policy and contract do not fit
    public static BundleWriter of(ExportedPolicy policy, PolicyContract contract, Map<String, String> metadata) {
        requireEqual("observation size", contract.observationSize(), policy.observationSize());
        requireEqual("action size", contract.actionSize(), policy.actionSize());
        float[] low = policy.actionLow();
        float[] high = policy.actionHigh();
        for (int i = 0; i < low.length; i++) {
            if (low[i] != -1 || high[i] != 1) {
                throw new ExportException("action %d of a robot's policy must be from -1 to 1, was from %s to %s"
                        .formatted(i, low[i], high[i]));
            }
        }
        byte[] onnx = OnnxGraph.write(policy, metadata);
        return new BundleWriter(contract.with(OnnxGraph.normalization(policy)), onnx, golden(policy, onnx));
    }

    /// {@return observations like those it was trained on and extreme ones, with the actions that the policy's plain
    /// float64 form answers} How exactly float32 has to answer follows from how exactly both engines do here: four
    /// times that, because another processor may round otherwise, and at least [ExportCheck#TOLERANCE]. A steep policy
    /// turns a rounding of its inputs into more than that.
    ///
    /// @param policy to ask
    /// @param onnx its graph
    /// @throws ExportException when float32 is not exact enough for any bundle
    static GoldenVectors golden(ExportedPolicy policy, byte[] onnx) {
        int n = policy.observationSize();
        int m = policy.actionSize();
        float[] observations = new PolicySamples(policy, GOLDEN_VECTORS, new RandomStream(GOLDEN_SEED)).observations();
        float[] actions = new float[GOLDEN_VECTORS * m];
        float[] observation = new float[n];
        float[] action = new float[m];
        for (int k = 0; k < GOLDEN_VECTORS; k++) {
            System.arraycopy(observations, k * n, observation, 0, n);
            policy.act(observation, action);
            System.arraycopy(action, 0, actions, k * m, m);
        }
        double rounding = ExportCheck.rounding(onnx, n, observations, actions);
        double tolerance = Math.max(ExportCheck.TOLERANCE, ExportCheck.HEADROOM * rounding);
        try {
            return new GoldenVectors(observations, actions, GOLDEN_VECTORS, tolerance);
        } catch (IllegalArgumentException tooFar) {
            throw new ExportException("a policy's float32 form must answer as its float64 form, differs by " + rounding
                    + ": " + tooFar.getMessage());
        }
    }

    private static void requireEqual(String what, int contract, int policy) {
        if (contract != policy) {
            throw new ExportException("%s must be %d as the contract, was %d".formatted(what, contract, policy));
        }
    }
}
