package dev.sinew.runtime.cli;

import dev.sinew.config.bundle.BundleWriter;
import dev.sinew.config.bundle.GoldenVectors;
import dev.sinew.config.bundle.Keys;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import dev.sinew.runtime.policy.JavaPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A signed bundle with a linear controller that keeps the balancer upright, and a user's folder that trusts its key.
public final class BalancerBundle {
    /// Volts over 10 V per tilt (rad), tilt rate, yaw rate, two wheel angles (rad), two wheel speeds (rad/s), two
    /// previous actions. Wheel angles are relative to the body: with the tilt added they are the way over the radius
    /// of 0.04 m, so gains of 0.96 per m and 2.76 per m/s become 0.0192 and 0.0552 a wheel, and add to the tilt's.
    private static final float[] GAINS = {11.4384f, 0.3604f, 0, 0.0192f, 0.0192f, 0.0552f, 0.0552f, 0, 0};

    private static final int OBSERVATIONS = 9;
    private static final int ACTIONS = 2;

    private BalancerBundle() {}

    /// Writes the bundle, and a key that signed it among those that the user's folder trusts.
    ///
    /// @param home the user's folder, `SINEW_HOME`
    /// @param bundle the file
    /// @throws IOException when one cannot be written
    public static void write(Path home, Path bundle) throws IOException {
        CommandBench bench = new CommandBench(home);
        if (bench.run("keys", "create", "me") != 0
                || bench.run("keys", "trust", "me", "--deployment", "balancer") != 0) {
            throw new IOException(bench.err());
        }
        Files.write(bundle, signed(new Keys(home.resolve("keys")).load("me"), 1));
    }

    /// {@return a signed bundle of a controller whose gains are others}
    ///
    /// @param key signs it
    /// @param gain by which they are multiplied
    public static byte[] signed(SigningKey key, float gain) {
        return writer(model(gain)).signed(key);
    }

    private static BundleWriter writer(byte[] model) {
        float[] action = new float[ACTIONS];
        JavaPolicy.compile(model, OBSERVATIONS, ACTIONS).act(new float[OBSERVATIONS], action);
        return new BundleWriter(
                new Tasks(ConfigFiles.shipped()).task("balancer").contract().with(new OnnxNormalization().of(model)),
                model,
                new GoldenVectors(new float[OBSERVATIONS], action, 1, 1e-5));
    }

    private static byte[] model(float gain) {
        float[] ones = new float[OBSERVATIONS];
        Arrays.fill(ones, 1);
        float[] weights = new float[OBSERVATIONS * ACTIONS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = gain * GAINS[i / ACTIONS];
        }
        return new OnnxWriter()
                .constant("mean", new float[OBSERVATIONS], OBSERVATIONS)
                .constant("std", ones, OBSERVATIONS)
                .constant("low", new float[] {-1000})
                .constant("high", new float[] {1000})
                .constant("gains", weights, OBSERVATIONS, ACTIONS)
                .constant("least", new float[] {-1})
                .constant("most", new float[] {1})
                .node("Sub", "shifted", "observation", "mean")
                .node("Div", "scaled", "shifted", "std")
                .node("Clip", "normalized", "scaled", "low", "high")
                .node("MatMul", "wanted", "normalized", "gains")
                .node("Clip", "action", "wanted", "least", "most")
                .model(OBSERVATIONS, ACTIONS);
    }
}
