package dev.sinew.config.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ManifestTest {
    /// SHA-256 of "abc" (FIPS 180-4, example of the one-block message).
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static Manifest manifest() {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("policy.onnx", "abc".getBytes(StandardCharsets.US_ASCII));
        return Manifest.of("duck", "waddle", "unsigned", contents);
    }

    @Test
    void saysOnlyWhatCanBeChecked() {
        // printf '%s  policy.onnx\n' ba78… | sha256sum | head -c 16
        assertEquals("""
                {
                  "version": 1,
                  "robot": "duck",
                  "task": "waddle",
                  "policy": "c036a0697bbd9729",
                  "key": "unsigned",
                  "files": [
                    {
                      "name": "policy.onnx",
                      "size": 3,
                      "sha256": "ABC"
                    }
                  ]
                }
                """.replace("ABC", ABC), manifest().write());
    }

    @Test
    void readsBackWhatItWrote() {
        assertEquals(manifest(), Manifest.read("manifest.json", manifest().write()));
    }

    @Test
    void anotherFileMakesAnotherPolicyId() {
        Manifest.Entry entry = manifest().files().getFirst();

        assertNotEquals(
                manifest().policy(),
                Manifest.policyId(List.of(new Manifest.Entry("golden.json", entry.size(), entry.sha256()))));
    }
}
