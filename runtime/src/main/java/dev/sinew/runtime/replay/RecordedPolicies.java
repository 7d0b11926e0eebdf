package dev.sinew.runtime.replay;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.contract.PolicyContract;
import dev.sinew.hal.control.Policy;
import dev.sinew.runtime.policy.LoadedPolicy;
import dev.sinew.runtime.policy.OnnxNormalization;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.recorder.FlightRecord;
import dev.sinew.runtime.recorder.FlightRecordException;
import dev.sinew.runtime.recorder.FlightSession;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The policies that a flight record holds as bundles, by their numbers, each run by the engine that ran it.
public final class RecordedPolicies implements AutoCloseable {
    private final List<LoadedPolicy> loaded = new ArrayList<>();

    private RecordedPolicies() {}

    /// Loads the policies of a record.
    ///
    /// @param record that holds their bundles, or none
    /// @param contract of the record
    /// @return its policies; to be closed
    /// @throws FlightRecordException when a bundle is not the one that the record names
    public static RecordedPolicies load(FlightRecord record, PolicyContract contract) throws FlightRecordException {
        RecordedPolicies policies = new RecordedPolicies();
        Optional<ByteBuffer> file = record.attachment(FlightSession.bundle(0));
        try {
            for (int number = 0; file.isPresent(); number++) {
                byte[] bytes = new byte[file.get().remaining()];
                file.get().get(bytes);
                Bundle bundle = BundleReader.forReplay(bytes, contract, new OnnxNormalization());
                String id = FlightSession.policyId(number);
                require(id, record.session().getOrDefault(id, "none"), bundle.policyId());
                policies.loaded.add(LoadedPolicy.load(bundle, engine(record, number)));
                file = record.attachment(FlightSession.bundle(number + 1));
            }
            return policies;
        } catch (FlightRecordException | RuntimeException failed) {
            policies.close();
            throw failed;
        }
    }

    private static PolicyEngine engine(FlightRecord record, int number) throws FlightRecordException {
        String name = record.session().getOrDefault(FlightSession.engine(number), "none");
        for (PolicyEngine engine : PolicyEngine.values()) {
            if (engine.name().equals(name)) {
                return engine;
            }
        }
        throw new FlightRecordException(FlightSession.engine(number) + " of the flight record must be one of "
                + List.of(PolicyEngine.values()) + ", was " + name);
    }

    private static void require(String what, String named, String found) throws FlightRecordException {
        if (!named.equals(found)) {
            throw new FlightRecordException(
                    what + " of the flight record must be the bundle within it, " + found + ", was " + named);
        }
    }

    /// {@return the policies by their numbers; empty when the record holds no bundle}
    public List<Policy> policies() {
        return loaded.stream().map(LoadedPolicy::policy).toList();
    }

    @Override
    public void close() {
        loaded.forEach(LoadedPolicy::close);
    }
}
