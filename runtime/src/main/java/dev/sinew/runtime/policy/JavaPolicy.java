package dev.sinew.runtime.policy;

import dev.sinew.hal.control.Policy;
import java.util.ArrayList;
import java.util.List;

/// Runs the graph of a policy file in plain Java: nothing is allocated, locked or called outside the JVM per action.
///
/// It knows the operations that policies are made of (dense layers, element-wise arithmetic, clipping, four
/// activations) and refuses a graph with any other. Dense layers are plain loops, not the Vector API: that would put
/// an incubator module on the robot and, until the JIT has compiled it, allocate in the tick; the README has the
/// figures.
public final class JavaPolicy implements Policy {
    private final float[] input;
    private final Step[] program;
    private final float[] output;

    private JavaPolicy(float[] input, Step[] program, float[] output) {
        this.input = input;
        this.program = program;
        this.output = output;
    }

    /// Compiles a policy file.
    ///
    /// @param model bytes of `policy.onnx`: input `observation` `[N, n]`, output `action` `[N, m]`, float32
    /// @param observationSize n
    /// @param actionSize m
    /// @return the policy
    /// @throws PolicyException when the file is damaged, has another shape, weights that are not finite or an
    ///     operation that this class does not know
    public static JavaPolicy compile(byte[] model, int observationSize, int actionSize) {
        float[] input = new float[observationSize];
        List<Step> program = new ArrayList<>();
        float[] output = GraphCompiler.compile(OnnxModel.read(model, observationSize, actionSize), input, program);
        return new JavaPolicy(input, program.toArray(Step[]::new), output);
    }

    /// Computes one action. Never fails: a NaN that the graph computes is handed on for the gate to see.
    @Override
    public boolean act(float[] observation, float[] action) {
        System.arraycopy(observation, 0, input, 0, input.length);
        for (Step step : program) {
            step.run();
        }
        System.arraycopy(output, 0, action, 0, output.length);
        return true;
    }
}
