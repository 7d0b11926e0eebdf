package dev.sinew.runtime.session;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.contract.ContractFormat;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.recorder.FlightSession;
import dev.sinew.runtime.recorder.FlightSession.Attachment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What goes into a flight record so that it can be replayed by itself: the robot's files, the contract and the
/// bundle, under the names by which a replay looks for them.
///
/// @param robot with its files
/// @param policy with its bundle, if it has one
record SessionFiles(SessionRobot robot, SessionPolicy policy) {
    private static final int NUMBER = 0; // of the policy that a run begins with

    /// {@return names and values of a policy that came later}
    ///
    /// @param number of the policy
    /// @param id of its bundle
    /// @param engine that computes it
    static Map<String, String> metadata(int number, String id, PolicyEngine engine) {
        return Map.of(FlightSession.policyId(number), id, FlightSession.engine(number), engine.name());
    }

    /// {@return the file of a policy that came later}
    ///
    /// @param number of the policy
    /// @param bundle it came as
    static Attachment file(int number, Bundle bundle) {
        return new Attachment(FlightSession.bundle(number), "application/zip", ByteBuffer.wrap(bundle.file()));
    }

    /// {@return names and values of the record}
    ///
    /// @param others to be added
    Map<String, String> metadata(Map<String, String> others) {
        Map<String, String> metadata = new TreeMap<>(others);
        metadata.put("robot", robot.description().name());
        metadata.put("policy_id", policy.id());
        metadata.put(FlightSession.policyId(NUMBER), policy.id());
        policy.shadow().ifPresent(shadow -> metadata.put("shadow_policy_id", shadow.id()));
        policy.exploration().ifPresent(noise -> metadata.putAll(noise.metadata()));
        policy.origin()
                .ifPresent(origin -> metadata.put(
                        FlightSession.engine(NUMBER), origin.engine().name()));
        return metadata;
    }

    /// {@return the files of the record}
    List<Attachment> attachments() {
        List<Attachment> files = new ArrayList<>();
        files.add(Attachment.text(FlightSession.ROBOT, "application/yaml", robot.descriptionFile()));
        files.add(Attachment.text(FlightSession.WIRING, "application/yaml", robot.wiringFile()));
        files.add(Attachment.text(FlightSession.CONTRACT, "application/json", ContractFormat.write(policy.contract())));
        policy.origin()
                .ifPresent(origin ->
                        files.add(new Attachment(FlightSession.bundle(NUMBER), "application/zip", origin.bundle())));
        return files;
    }
}
