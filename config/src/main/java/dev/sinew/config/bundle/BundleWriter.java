package dev.sinew.config.bundle;

import dev.sinew.config.contract.ContractFormat;
import dev.sinew.config.contract.PolicyContract;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes bundles. Equal parts and an equal key make equal bytes.
public final class BundleWriter {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final String ONNX = "policy.onnx";
    static final String CONTRACT = "contract.json";
    static final String GOLDEN = "golden.json";

    private final PolicyContract contract;
    private final byte[] onnx;
    private final GoldenVectors golden;

    /// A bundle to be.
    ///
    /// @param contract what policy and robot agree on
    /// @param onnx the ONNX file, copied
    /// @param golden what the policy answers; sizes as in the contract
    public BundleWriter(PolicyContract contract, byte[] onnx, GoldenVectors golden) {
        if (golden.observationSize() != contract.observationSize() || golden.actionSize() != contract.actionSize()) {
            throw new IllegalArgumentException("golden vectors must have " + contract.observationSize() + " and "
                    + contract.actionSize() + " numbers as the contract, was " + golden.observationSize() + " and "
                    + golden.actionSize());
        }
        this.contract = contract;
        this.onnx = onnx.clone();
        this.golden = golden;
    }

    /// {@return the bytes of a bundle that robots take which trust the key}
    ///
    /// @param key signs it
    public byte[] signed(SigningKey key) {
        return write(key.trustedKey().id(), Optional.of(key));
    }

    /// {@return the bytes of a bundle that only emulated robots take, and only when told so}
    public byte[] unsigned() {
        return write(Manifest.UNSIGNED, Optional.empty());
    }

    private byte[] write(String keyId, Optional<SigningKey> key) {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(ONNX, onnx);
        contents.put(CONTRACT, utf8(ContractFormat.write(contract)));
        contents.put(GOLDEN, utf8(golden.write()));
        Manifest manifest = Manifest.of(contract.robot().name(), contract.task(), keyId, contents);
        return pack(manifest.write(), key, contents);
    }

    static byte[] pack(String manifest, Optional<SigningKey> key, SequencedMap<String, byte[]> contents) {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, utf8(manifest));
        key.ifPresent(signer -> files.put(SIGNATURE, signer.sign(utf8(manifest))));
        files.putAll(contents);
        return StoredZip.write(files);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
