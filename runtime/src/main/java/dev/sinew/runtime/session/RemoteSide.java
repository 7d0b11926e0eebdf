package dev.sinew.runtime.session;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.runtime.command.CommandPost;
import dev.sinew.runtime.deployment.Keeper;
import dev.sinew.runtime.deployment.PolicyIntake;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.recorder.FlightRecorder;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.JsonObject;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a run listens to its broker: commands and, where they are taken, policies. Each message goes to who asked
/// for its topic, and each policy into the flight record.
final class RemoteSide implements Inbox, Keeper, AutoCloseable {
    private final Optional<FlightRecorder> recorder;
    private final CommandPost post;
    private final PolicyTable policies;
    private volatile Optional<PolicyIntake> intake = Optional.empty();
    private volatile Optional<MqttTelemetry> telemetry = Optional.empty();

    RemoteSide(CommandPost post, Optional<FlightRecorder> recorder, PolicyIdentity first) {
        this.post = post;
        policies = new PolicyTable(first);
        this.recorder = recorder;
    }

    /// Takes policies as well.
    void takes(Optional<PolicyIntake> taking) {
        intake = taking;
    }

    /// Says who publishes which policy answers.
    void streams(Optional<MqttTelemetry> publisher) {
        telemetry = publisher;
    }

    @Override
    public List<Topic> topics() {
        List<Topic> topics = new ArrayList<>(post.topics());
        intake.ifPresent(taking -> topics.addAll(taking.topics()));
        return topics;
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained, Answers answers) {
        if (topic.equals(PolicyIntake.POLICY)) {
            intake.ifPresent(taking -> taking.arrived(topic, payload, retained, answers));
        } else {
            post.arrived(topic, payload, retained, answers);
        }
    }

    /// {@return which policy a number stands for}
    PolicyTable policies() {
        return policies;
    }

    /// Takes a policy of a learner beside the robot as one from the broker.
    ///
    /// @param bundle the whole signed file
    /// @param answers takes what becomes of it
    void deliver(byte[] bundle, Answers answers) {
        if (intake.isPresent()) {
            intake.get().arrived(PolicyIntake.POLICY, bundle, false, answers);
        } else {
            String why = "this run takes no policies";
            answers.answer(
                    PolicyIntake.ANSWER,
                    new JsonObject()
                            .put("result", "refused")
                            .put("reason", "policy")
                            .put("text", why)
                            .put("sha256", Sha256.hex(bundle)));
        }
    }

    @Override
    public void accepted(int number, Bundle bundle, PolicyEngine engine) {
        policies.add(number, new PolicyIdentity(bundle.policyId(), Sha256.hex(bundle.file())));
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
