package dev.sinew.trainer.remote;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.BundleReader;
import dev.sinew.config.bundle.BundleRefusedException;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.experience.BootId;
import dev.sinew.config.experience.ExperienceAck;
import dev.sinew.config.experience.ExperienceShape;
import dev.sinew.config.experience.PolicyIdentity;
import dev.sinew.runtime.telemetry.BrokerLink;
import dev.sinew.runtime.telemetry.JsonObject;
import dev.sinew.runtime.telemetry.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// A robot as its broker shows it: batches of [SampleBatches], sent again from the oldest that is not acknowledged on;
/// policies read as a robot reads them, swapped at once. A thread of its own.
final class RobotDouble implements AutoCloseable {
    static final int BATCH = 20;

    private static final long RESEND_NANOS = 500_000_000;
    private static final int WINDOW = 4;

    private final ExperienceShape shape;
    private final BootId boot = BootId.random();
    private final SampleBatches batches;
    private final List<byte[]> made = new CopyOnWriteArrayList<>();
    private final BlockingQueue<byte[]> acks = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> policies = new LinkedBlockingQueue<>();
    private final BundleReader reader;
    private final BrokerLink link;
    private final Thread thread;
    private final List<PolicyIdentity> played = new CopyOnWriteArrayList<>();
    private volatile PolicyIdentity policy = new PolicyIdentity("stranger", "ee".repeat(32));
    private volatile long durable = -1;
    private volatile boolean ending;

    RobotDouble(String uri, ExperienceShape shape, BundleReader reader) {
        this.shape = shape;
        this.reader = reader;
        batches = new SampleBatches(shape, boot);
        link = BrokerLink.listening(
                uri,
                "robot-double",
                List.of(
                        new BrokerLink.Subscription(shape.ackTopic(), acks::add),
                        new BrokerLink.Subscription(PolicyDelivery.topic(shape.robot()), policies::add)),
                5);
        thread = Thread.ofPlatform().daemon().name("robot double").start(this::run);
    }

    private void run() {
        long sentUpTo = 0;
        long resend = System.nanoTime() + RESEND_NANOS;
        while (!ending) {
            link.connect();
            for (byte[] one = policies.poll(); one != null; one = policies.poll()) {
                take(one);
            }
            for (byte[] one = acks.poll(); one != null; one = acks.poll()) {
                durable = Math.max(durable, ExperienceAck.read(one).durable());
                resend = System.nanoTime() + RESEND_NANOS;
            }
            int oldest = (int) ((durable + 1) / BATCH);
            if (System.nanoTime() - resend > 0) {
                sentUpTo = oldest;
                resend = System.nanoTime() + RESEND_NANOS;
            }
            sentUpTo = Math.max(sentUpTo, oldest);
            while (sentUpTo < oldest + WINDOW && publish(shape.topic(), batch((int) sentUpTo))) {
                sentUpTo++;
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private byte[] batch(int index) {
        while (made.size() <= index) { // by whatever policy plays now
            made.add(batches.batch((long) made.size() * BATCH, BATCH, policy));
        }
        return made.get(index);
    }

    private void take(byte[] file) {
        String sha256 = Sha256.hex(file);
        JsonObject answer = new JsonObject();
        try {
            Bundle bundle = reader.read(file);
            policy = new PolicyIdentity(bundle.policyId(), sha256);
            played.add(policy);
            answer.put("result", "swapped").put("policy", bundle.policyId());
        } catch (BundleRefusedException refusal) {
            answer.put("result", "refused")
                    .put("reason", refusal.reason().name().toLowerCase(Locale.ROOT))
                    .put("text", refusal.getMessage());
        }
        answer.put("sha256", sha256);
        boolean unused =
                publish(PolicyDelivery.answerTopic(shape.robot()), answer.json().getBytes(StandardCharsets.UTF_8));
    }

    /// Publishes as anyone may.
    boolean publish(String topic, byte[] payload) {
        return link.publish(new Message(topic, payload, Message.Delivery.EVENT), new BrokerLink.Completion() {
            @Override
            public void delivered() {}

            @Override
            public void failed() {}
        });
    }

    /// {@return the highest sequence number that was acknowledged}
    long durable() {
        return durable;
    }

    /// {@return policies that were swapped in, in their order}
    List<PolicyIdentity> played() {
        return played;
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close(500);
    }
}
