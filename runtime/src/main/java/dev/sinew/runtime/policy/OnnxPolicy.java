package dev.sinew.runtime.policy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sinew.hal.control.Policy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Runs a policy file with ONNX Runtime: one thread, sequential, input and output in buffers that stay where they
/// are.
///
/// The tick allocates what `OrtSession.run` does itself, at most 512 heap bytes. A session that is closed while it
/// runs takes the process down (microsoft/onnxruntime#21812): [#close] waits for the action that is being computed,
/// and sessions are opened and closed on one thread.
public final class OnnxPolicy implements Policy, AutoCloseable {
    private enum Use {
        IDLE,
        RUNNING,
        CLOSED
    }

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<Use> use = new AtomicReference<>(Use.IDLE);
    private final OrtSession session;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private OnnxPolicy(OrtEnvironment environment, OrtSession session, int observationSize, int actionSize)
            throws OrtException {
        this.session = session;
        input = floats(observationSize);
        output = floats(actionSize);
        // not Map.of: iterating it makes 80 bytes of garbage per action, these two make none
        inputs = new LinkedHashMap<>();
        inputs.put(OnnxModel.OBSERVATION, OnnxTensor.createTensor(environment, input, new long[] {1, observationSize}));
        outputs = new LinkedHashMap<>();
        outputs.put(OnnxModel.ACTION, OnnxTensor.createTensor(environment, output, new long[] {1, actionSize}));
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// Opens a policy file. Without [OnnxLibrary#prepare] the first one unpacks 25 MB to the temporary folder.
    ///
    /// @param model bytes of `policy.onnx`: input `observation` `[N, n]`, output `action` `[N, m]`, float32
    /// @param observationSize n
    /// @param actionSize m
    /// @return the policy, to be closed by this thread
    /// @throws PolicyException when the file is damaged, has another shape, weights that are not finite, or ONNX
    ///     Runtime refuses it
    public static OnnxPolicy open(byte[] model, int observationSize, int actionSize) {
        OnnxModel.read(model, observationSize, actionSize); // refuses with the reason, before native code sees it
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setDeterministicCompute(true);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = environment.createSession(model, options);
            return new OnnxPolicy(environment, session, observationSize, actionSize);
        } catch (OrtException e) {
            throw new PolicyException("ONNX Runtime refuses the policy: " + e.getMessage(), e);
        }
    }

    /// Computes one action; false when ONNX Runtime fails or the policy is closed. A NaN that the graph computes is
    /// handed on for the gate to see.
    @Override
    public boolean act(float[] observation, float[] action) {
        if (!use.compareAndSet(Use.IDLE, Use.RUNNING)) {
            return false;
        }
        try {
            input.put(0, observation, 0, input.capacity());
            session.run(inputs, outputs).close();
            output.get(0, action, 0, output.capacity());
            return true;
        } catch (OrtException failed) {
            return false;
        } finally {
            use.set(Use.IDLE);
        }
    }

    /// {@return what the file says of itself under a name; empty when it says nothing}
    ///
    /// @param name of an entry of its metadata
    Optional<String> says(String name) {
        try {
            return Optional.ofNullable(session.getMetadata().getCustomMetadata().get(name));
        } catch (OrtException e) {
            throw new PolicyException("ONNX Runtime does not read the policy's metadata: " + e.getMessage(), e);
        }
    }

    /// Frees the session after the action that is being computed, if any. Actions asked for later are refused.
    ///
    /// @throws IllegalStateException on another thread than the one that opened the policy
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a policy must be closed by the thread that opened it, '" + owner.getName()
                    + "', was '" + Thread.currentThread().getName() + "'");
        }
        if (use.get() == Use.CLOSED) {
            return;
        }
        while (!use.compareAndSet(Use.IDLE, Use.CLOSED)) {
            Thread.onSpinWait();
        }
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new PolicyException("ONNX Runtime could not close the policy: " + e.getMessage(), e);
        }
    }
}
