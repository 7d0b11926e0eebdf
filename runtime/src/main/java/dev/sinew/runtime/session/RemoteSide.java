package dev.sinew.runtime.session;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.deployment.Keeper;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a run listens to its broker: commands and, where they are taken, policies. Each message goes to who asked
/// for its topic, and each policy into the flight record.
final class RemoteSide implements Inbox, Keeper, AutoCloseable {
    private final Optional<FlightRecorder> recorder;
    private final CommandPost post;
    private volatile Optional<PolicyIntake> intake = Optional.empty();
    private volatile Optional<MqttTelemetry> telemetry = Optional.empty();

    RemoteSide(CommandPost post, Optional<FlightRecorder> recorder) {
        this.post = post;
        this.recorder = recorder;
    }

    /// Takes policies as well.
    void takes(Optional<PolicyIntake> policies) {
        intake = policies;
    }

    /// Says who publishes which policy answers.
    void streams(Optional<MqttTelemetry> publisher) {
        telemetry = publisher;
    }

    @Override
    public List<Topic> topics() {
        List<Topic> topics = new ArrayList<>(post.topics());
        intake.ifPresent(policies -> topics.addAll(policies.topics()));
        return topics;
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained, Answers answers) {
        if (topic.equals(PolicyIntake.POLICY)) {
            intake.ifPresent(policies -> policies.arrived(topic, payload, retained, answers));
        } else {
            post.arrived(topic, payload, retained, answers);
        }
    }

    @Override
    public void accepted(int number, Bundle bundle, PolicyEngine engine) {
        recorder.ifPresent(record -> record.keep(
                SessionFiles.metadata(number, bundle.policyId(), engine), SessionFiles.file(number, bundle)));
    }

    @Override
    public void answers(String id) {
        telemetry.ifPresent(publisher -> publisher.policyId(id));
    }

    /// Ends the threads that take messages. After the loop has ended.
    @Override
    public void close() {
        post.close();
        intake.ifPresent(PolicyIntake::close);
    }
}
