package dev.sinew.config.bundle;

import dev.sinew.config.contract.PolicyContract;
import java.util.Optional;

/// A policy that passed every check of [BundleReader] and may run on the robot it was read for.
public final class Bundle {
    private final byte[] file;
    private final PolicyContract contract;
    private final byte[] onnx;
    private final GoldenVectors golden;
    private final String policyId;
    private final Optional<String> signer;

    Bundle(
            byte[] file,
            PolicyContract contract,
            byte[] onnx,
            GoldenVectors golden,
            String policyId,
            Optional<String> signer) {
        this.file = file.clone();
        this.contract = contract;
        this.onnx = onnx.clone();
        this.golden = golden;
        this.policyId = policyId;
        this.signer = signer;
    }

    /// {@return the whole file; a copy}
    public byte[] file() {
        return file.clone();
    }

    /// {@return what the policy and the robot agree on}
    public PolicyContract contract() {
        return contract;
    }

    /// {@return the ONNX file; a copy}
    public byte[] onnx() {
        return onnx.clone();
    }

    /// {@return what the policy must answer}
    public GoldenVectors golden() {
        return golden;
    }

    /// {@return the id of the policy, 16 hexadecimal digits: equal only for equal graph, contract and golden vectors}
    public String policyId() {
        return policyId;
    }

    /// {@return the id of the trusted key that signed it; empty for an unsigned bundle that was let in}
    public Optional<String> signer() {
        return signer;
    }
}
