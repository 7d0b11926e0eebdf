package dev.sinew.trainer.remote;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.trainer.export.PolicyBundle;
import dev.sinew.trainer.hardware.Push;
import java.util.HashMap;
import java.util.Map;

/// Packs policies for the robot. Each bundle holds the number of its policy, so that equal policies under two numbers
/// are two policies to whoever reads the robot's transitions. Equal pushes make equal bundles.
public final class SignedBundles {
    private final PolicyContract contract;
    private final Map<String, String> about;
    private final SigningKey key;
    private final BundleReader reader;

    /// A policy, ready to travel.
    public static final class Packed {
        private final PolicyIdentity identity;
        private final byte[] file;

        Packed(PolicyIdentity identity, byte[] file) {
            this.identity = identity;
            this.file = file;
        }

        /// {@return its name in the robot's transitions}
        public PolicyIdentity identity() {
            return identity;
        }

        /// {@return its file; the array itself}
        public byte[] file() {
            return file;
        }
    }

    /// A packer for one robot.
    ///
    /// @param contract of the task
    /// @param about kept in each bundle for whoever looks
    /// @param key signs
    /// @param reader takes bundles as the robot does
    public SignedBundles(PolicyContract contract, Map<String, String> about, SigningKey key, BundleReader reader) {
        this.contract = contract;
        this.about = Map.copyOf(about);
        this.key = key;
        this.reader = reader;
    }

    /// {@return a bundle}
    ///
    /// @param push which policy
    /// @throws dev.sinew.trainer.export.ExportException when the policy does not fit the contract
    public Packed pack(Push push) {
        Map<String, String> metadata = new HashMap<>(about);
        metadata.put("push", Integer.toString(push.number()));
        if (!push.explored()) {
            metadata.put(LoadedPolicy.EXPLORATION, LoadedPolicy.NONE);
        }
        byte[] file = PolicyBundle.of(push.policy(), contract, metadata).signed(key);
        Bundle bundle = reader.read(file);
        return new Packed(new PolicyIdentity(bundle.policyId(), Sha256.hex(file)), file);
    }
}
