package dev.sinew.runtime.policy;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.hal.control.Policy;
import java.util.Optional;

/// The policy of a bundle, opened by one engine, held to its golden vectors and checked by the other engine.
///
/// Opened and closed on one thread; [#policy] is the loop's in between.
public final class LoadedPolicy implements AutoCloseable {
    private final Policy policy;
    private final PolicyEngine engine;
    private final float goldenDifference;
    private final float engineDifference;
    private final String unchecked;

    private LoadedPolicy(Policy policy, float goldenDifference, float engineDifference, String unchecked) {
        this.policy = policy;
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
            return switch (engine) {
                case JAVA -> {
                    JavaPolicy plain = JavaPolicy.compile(model, observationSize, actionSize);
                    LoadedPolicy loaded = checked(bundle, plain, onnx);
                    onnx.close();
                    yield loaded;
                }
                case ONNX -> onnx(bundle, model, onnx);
            };
        } catch (PolicyException refused) {
            onnx.close();
            throw refused;
        }
    }

    private static LoadedPolicy onnx(Bundle bundle, byte[] model, OnnxPolicy onnx) {
        JavaPolicy plain;
        try {
            plain = JavaPolicy.compile(
                    model,
                    bundle.contract().observationSize(),
                    bundle.contract().actionSize());
        } catch (PolicyException unknown) {
            float golden = PolicyCheck.golden("ONNX Runtime", onnx, bundle.golden());
            return new LoadedPolicy(onnx, golden, Float.NaN, String.valueOf(unknown.getMessage()));
        }
        return checked(bundle, onnx, plain);
    }

    private static LoadedPolicy checked(Bundle bundle, Policy chosen, Policy other) {
        float golden = PolicyCheck.golden(chosen.getClass().getSimpleName(), chosen, bundle.golden());
        float engines = PolicyCheck.agreement(chosen, other, bundle.golden());
        return new LoadedPolicy(chosen, golden, engines, "");
    }

    /// {@return the policy}
    public Policy policy() {
        return policy;
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
