package dev.sinew.config.bundle;

import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.Normalization;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.document.ConfigFiles;
import dev.sinew.config.task.Tasks;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A bundle for the balancer that fits, and its parts, to be broken by tests. The ONNX file is one byte string; what
/// it computes first is known to the test only.
final class SampleBundle {
    static final Tasks TASKS = new Tasks(ConfigFiles.shipped());
    static final SigningKey KEY = SigningKey.create();

    private static final Normalization NORMALIZATION =
            new Normalization(Collections.nCopies(9, 0.25), Collections.nCopies(9, 2.0), 10);
    private static final byte[] ONNX = "not looked into".getBytes(StandardCharsets.US_ASCII);

    private SampleBundle() {}

    static PolicyContract contract() {
        return TASKS.task("balancer").contract().with(NORMALIZATION);
    }

    static GoldenVectors golden() {
        float[] observations = new float[2 * 9];
        observations[3] = 0.1f;
        return new GoldenVectors(observations, new float[] {0.5f, -0.5f, 1, -1}, 2, 1e-5);
    }

    static BundleWriter writer() {
        return new BundleWriter(contract(), ONNX, golden());
    }

    static BundleReader reader() {
        return reader(Unsigned.REFUSED, List.of(KEY.trustedKey()));
    }

    static BundleReader reader(Unsigned unsigned, List<TrustedKey> trusted) {
        return new BundleReader("balancer", TASKS, trusted, unsigned, onnx -> NORMALIZATION);
    }

    static SequencedMap<String, byte[]> contents() {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(BundleWriter.ONNX, ONNX);
        contents.put(BundleWriter.CONTRACT, bytes(ContractFormat.write(contract())));
        contents.put(BundleWriter.GOLDEN, bytes(golden().write()));
        return contents;
    }

    static Manifest manifest(SequencedMap<String, byte[]> contents) {
        return Manifest.of("balancer", "balancer", KEY.trustedKey().id(), contents);
    }

    /// {@return a bundle whose hashes and signature are right for whatever one of its files says}
    static byte[] signedWith(String name, String text) {
        SequencedMap<String, byte[]> contents = contents();
        contents.put(name, bytes(text));
        return BundleWriter.pack(manifest(contents).write(), Optional.of(KEY), contents);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
