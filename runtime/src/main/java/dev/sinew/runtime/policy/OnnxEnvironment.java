package dev.sinew.runtime.policy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;

/// ONNX Runtime's environment, held for as long as the process lives.
///
/// ONNX Runtime 1.28.0 frees its environment in a shutdown hook of its own, which runs beside everything else that
/// `SIGTERM` sets off: the loop still asks the policy while it stops the robot, and a policy that has just come may be
/// being opened, which aborts the process before its files are closed (microsoft/onnxruntime#31352). The environment
/// counts its holders and is freed with the last one; here is one more, who never lets go. The Java classes have no
/// public way to be one.
final class OnnxEnvironment {
    private static final OrtLoggingLevel LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
    private static final String NAME = "sinew";
    private static final AtomicBoolean HELD = new AtomicBoolean();

    private OnnxEnvironment() {}

    /// {@return the environment of this process}
    ///
    /// @throws PolicyException when this ONNX Runtime is built otherwise than the one that Sinew names
    static OrtEnvironment get() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(LEVEL, NAME);
        if (HELD.compareAndSet(false, true)) {
            hold();
        }
        return environment;
    }

    private static void hold() {
        try {
            Field functions = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            functions.setAccessible(true);
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, functions.getLong(null), LEVEL.getValue(), NAME);
        } catch (ReflectiveOperationException e) {
            throw new PolicyException("this ONNX Runtime would end before the robot does: " + e, e);
        }
    }
}
