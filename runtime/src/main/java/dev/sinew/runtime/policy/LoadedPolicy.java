package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.hal.control.Policy;
import java.util.Optional;

/// The policy of a bundle, opened by one engine, held to its golden vectors and checked by the other engine.
///
/// A graph whose metadata says `exploration: none` is not [explored][Policy#explored] around.
///
/// Opened and closed on one thread; [#policy] is the loop's in between.
public final class LoadedPolicy implements AutoCloseable {
    /// Name in a graph's metadata that says how it is explored around.
    public static final String EXPLORATION = "exploration";
    /// What it says there of a policy that is not explored around.
    public static final String NONE = "none";

    private final Policy policy;
    private final boolean explored;
    private final PolicyEngine engine;
    private final float goldenDifference;
    private final float engineDifference;
    private final String unchecked;

    private LoadedPolicy(
            Policy policy, boolean explored, float goldenDifference, float engineDifference, String unchecked) {
        this.policy = policy;
        this.explored = explored;
        engine = policy instanceof OnnxPolicy ? PolicyEngine.ONNX : PolicyEngine.JAVA;
        this.goldenDifference = goldenDifference;
        this.engineDifference = engineDifference;
        this.unchecked = unchecked;
    }

    /// Opens the policy of a bundle and checks it.
    ///
    /// @param bundle that passed its own checks
    /// @param engine to run it; ONNX Runtime runs any graph, plain Java the operations it knows
    /// @return the policy, ready to act
    /// @throws PolicyException when the engine refuses the graph, a golden vector is missed or the engines disagree
    public static LoadedPolicy load(Bundle bundle, PolicyEngine engine) {
        OnnxLibrary.prepare();
        byte[] model = bundle.onnx();
        int observationSize = bundle.contract().observationSize();
        int actionSize = bundle.contract().actionSize();
        OnnxPolicy onnx = OnnxPolicy.open(model, observationSize, actionSize);
        try {
            boolean explored = !onnx.says(EXPLORATION).equals(Optional.of(NONE));
            return switch (engine) {
                case JAVA -> {
                    JavaPolicy plain = JavaPolicy.compile(model, observationSize, actionSize);
                    LoadedPolicy loaded = checked(bundle, explored, plain, onnx);
                    onnx.close();
                    yield loaded;
                }
                case ONNX -> onnx(bundle, explored, model, onnx);
            };
        } catch (PolicyException refused) {
            onnx.close();
            throw refused;
        }
    }

    private static LoadedPolicy onnx(Bundle bundle, boolean explored, byte[] model, OnnxPolicy onnx) {
        JavaPolicy plain;
        try {
            plain = JavaPolicy.compile(
                    model,
                    bundle.contract().observationSize(),
                    bundle.contract().actionSize());
        } catch (PolicyException unknown) {
            float golden = PolicyCheck.golden("ONNX Runtime", onnx, bundle.golden());
            return new LoadedPolicy(onnx, explored, golden, Float.NaN, String.valueOf(unknown.getMessage()));
        }
        return checked(bundle, explored, onnx, plain);
    }

    private static LoadedPolicy checked(Bundle bundle, boolean explored, Policy chosen, Policy other) {
        float golden = PolicyCheck.golden(chosen.getClass().getSimpleName(), chosen, bundle.golden());
        float engines = PolicyCheck.agreement(chosen, other, bundle.golden());
        return new LoadedPolicy(chosen, explored, golden, engines, "");
    }

    /// {@return the policy}
    public Policy policy() {
        return explored ? policy : new Unexplored(policy);
    }

    /// A policy as it is.
    private record Unexplored(Policy policy) implements Policy {
        @Override
        public boolean act(float[] observation, float[] action) {
            return policy.act(observation, action);
        }

        @Override
        public boolean explored() {
            return false;
        }
    }

    /// {@return what computes it}
    public PolicyEngine engine() {
        return engine;
    }

    /// {@return the largest difference to a golden vector}
    public float goldenDifference() {
        return goldenDifference;
    }

    /// {@return the largest difference between the engines; NaN when [#unchecked] says that there was only one}
    public float engineDifference() {
        return engineDifference;
    }

    /// {@return why the other engine could not check this one, if so}
    public Optional<String> unchecked() {
        return Optional.of(unchecked).filter(why -> !why.isEmpty());
    }

    /// Frees the engine, on the thread that loaded the policy.
    @Override
    public void close() {
        if (policy instanceof OnnxPolicy onnx) {
            onnx.close();
        }
    }
}
