package dev.sinew.runtime.policy;

import dev.sinew.hal.control.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One action of the balancer's observation and action sizes, back to back.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PolicyBenchmark {
    /// Width of both hidden layers.
    @Param({"64", "256"})
    private int hidden;

    /// What computes.
    @Param({"ONNX", "JAVA"})
    private PolicyEngine engine = PolicyEngine.JAVA;

    private final float[] observation = OnnxWriter.gaussian(new Random(1), 9, 1);
    private final float[] action = new float[2];
    private Policy policy = (in, out) -> false;

    /// Opens the policy.
    ///
    /// @throws IOException when the cache cannot be made
    @Setup
    public void open() throws IOException {
        OnnxLibrary.prepare(Files.createTempDirectory("onnxruntime"));
        byte[] model = OnnxWriter.network(1, "Relu", 9, hidden, hidden, 2);
        policy = switch (engine) {
            case ONNX -> OnnxPolicy.open(model, 9, 2);
            case JAVA -> JavaPolicy.compile(model, 9, 2);
        };
    }

    /// One action.
    ///
    /// @return whether it is usable
    @Benchmark
    public boolean act() {
        return policy.act(observation, action);
    }

    /// Frees the policy.
    @TearDown
    public void close() {
        if (policy instanceof OnnxPolicy onnx) {
            onnx.close();
        }
    }
}
