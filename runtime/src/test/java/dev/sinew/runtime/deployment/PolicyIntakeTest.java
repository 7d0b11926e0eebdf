package dev.sinew.runtime.deployment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.config.bundle.Bundle;
import dev.sinew.config.bundle.Sha256;
import dev.sinew.config.bundle.SigningKey;
import dev.sinew.hal.bus.VirtualClock;
import dev.sinew.runtime.journal.SampleTicks;
import dev.sinew.runtime.journal.TickJournal;
import dev.sinew.runtime.policy.OnnxLibrary;
import dev.sinew.runtime.policy.PolicyEngine;
import dev.sinew.runtime.policy.PolicySlot;
import dev.sinew.runtime.policy.SignedPolicies;
import dev.sinew.runtime.telemetry.Inbox;
import dev.sinew.runtime.telemetry.Mosquitto;
import dev.sinew.runtime.telemetry.MqttTelemetry;
import dev.sinew.runtime.telemetry.TelemetrySession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class PolicyIntakeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final SigningKey KEY = SigningKey.create();
    private static final byte[] GOOD = SignedPolicies.balancer(KEY, 1, 16, 0);
    private static final float FIRST = 0.75f;

    private final TickJournal journal = new TickJournal(SampleTicks.LAYOUT, 2);
    private final PolicySlot slot = new PolicySlot((observation, action) -> {
        Arrays.fill(action, FIRST);
        return true;
    });
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final Inbox.Answers answer = (topic, content) -> answers.add(content.json());
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final PolicyIntake intake = PolicyIntake.open(
            new Acceptance(SignedPolicies.reader(KEY), SignedPolicies.contract(), PolicyEngine.ONNX),
            slot,
            new Keeper() {
                @Override
                public void accepted(int number, Bundle bundle, PolicyEngine engine) {
                    kept.add(number + " " + bundle.policyId() + " " + engine);
                }

                @Override
                public void answers(String id) {
                    kept.add("answers " + id);
                }
            },
            journal,
            new VirtualClock());

    @BeforeAll
    static void unpackTheLibraryOnce(@TempDir(cleanup = CleanupMode.NEVER) Path cache) {
        OnnxLibrary.prepare(cache);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void whatIsNotWholeSignedFittingAndRightIsRefusedAndTheRunningPolicyRunsOn() throws Exception {
        byte[] turned = GOOD.clone();
        turned[turned.length / 2] ^= 1; // within the weights: the file is stored
        byte[] strangers = SignedPolicies.balancer(SigningKey.create(), 1, 16, 0);

        assertRefused("damaged", Arrays.copyOf(GOOD, GOOD.length / 2), false);
        assertRefused("damaged", new byte[0], false);
        assertRefused("damaged", turned, false);
        assertRefused("unknown_key", strangers, false);
        assertRefused("mismatch", SignedPolicies.furuta(KEY), false);
        assertRefused("policy", SignedPolicies.balancer(KEY, 1, 16, 0.01f), false); // misses its golden vector
        assertRefused("retained", GOOD, true);
        assertRefused("oversized", new byte[PolicyIntake.LARGEST + 1], false);
        assertEquals(List.of(), kept);
    }

    private void assertRefused(String reason, byte[] blob, boolean retained) throws InterruptedException {
        int before = answers.size();
        intake.arrived(PolicyIntake.POLICY, blob, retained, answer);
        Mosquitto.await(SOON, () -> answers.size() > before);
        String said = answers.getLast();

        assertTrue(said.startsWith("{\"result\":\"refused\",\"reason\":\"" + reason + "\","), reason + ": " + said);
        assertEquals(0, slot.begin(false), said);
        assertArrayEquals(new float[] {FIRST, FIRST}, act(), said);
    }

    @Test
    void anAcceptedPolicyIsKeptWaitsAndIsAcknowledgedOnceItAnswers() throws Exception {
        String id = SignedPolicies.reader(KEY).read(GOOD).policyId();
        String named = "\"number\":1,\"policy\":\"" + id + "\",\"sha256\":\"" + Sha256.hex(GOOD) + "\"}";
        intake.arrived(PolicyIntake.POLICY, GOOD, false, answer);
        Mosquitto.await(SOON, () -> answers.size() == 1);
        assertEquals("{\"result\":\"accepted\"," + named, answers.getFirst());
        assertEquals(0, slot.begin(true), "the robot is driven: it waits");
        assertArrayEquals(new float[] {FIRST, FIRST}, act());

        assertEquals(1, slot.begin(false));
        Mosquitto.await(SOON, () -> kept.size() == 2);
        assertEquals("{\"result\":\"swapped\"," + named, answers.get(1));
        assertEquals(List.of("1 " + id + " ONNX", "answers " + id), kept);
        assertTrue(act()[0] != FIRST);
    }

    @Test
    void aPolicyThatWaitsIsReplacedByALaterOne() throws Exception {
        offer(1);
        Mosquitto.await(SOON, () -> answers.size() == 1);
        offer(2);
        Mosquitto.await(SOON, () -> answers.size() == 3);
        assertTrue(answers.get(1).startsWith("{\"result\":\"replaced\",\"number\":1,"), answers.toString());
        assertEquals(2, slot.begin(false));
        Mosquitto.await(SOON, () -> answers.size() == 4);
        offer(3);
        Mosquitto.await(SOON, () -> answers.size() == 5);
        assertTrue(slot.swapNow());
        assertEquals(3, slot.begin(true));
        Mosquitto.await(SOON, () -> answers.size() == 6);

        assertTrue(answers.getLast().startsWith("{\"result\":\"swapped\",\"number\":3,"), answers.toString());
        assertTrue(slot.act(new float[9], new float[2]));
    }

    private void offer(long seed) {
        intake.arrived(PolicyIntake.POLICY, SignedPolicies.balancer(KEY, seed, 16, 0), false, answer);
    }

    @Test
    void aPolicyOfAMebibyteComesOverABroker(@TempDir Path folder) throws Exception {
        byte[] large = SignedPolicies.balancer(KEY, 1, 512, 0);
        Path file = Files.write(folder.resolve("large.bundle"), large);
        assertTrue(large.length >= 1 << 20, large.length + " bytes");
        try (Mosquitto broker = new Mosquitto(folder)) {
            TelemetrySession session = new TelemetrySession(SampleTicks.robot(), "s1", "p1", "test", "", 0);
            MqttTelemetry telemetry = MqttTelemetry.start(journal.reader(), session, broker.uri(), quiet(), intake);
            Mosquitto.await(SOON, telemetry::connected);
            Process subscriber = broker.subscribe("robots/two-wheels/policy/ack", 1);
            Thread.sleep(500); // until mosquitto_sub listens: it says nothing
            Process publisher = new ProcessBuilder(
                            "mosquitto_pub",
                            "-p",
                            "" + broker.port(),
                            "-V",
                            "5",
                            "-q",
                            "1",
                            "-t",
                            "robots/two-wheels/policy",
                            "-f",
                            file.toString())
                    .inheritIO()
                    .start();
            assertEquals(0, publisher.waitFor(), "mosquitto_pub");
            String seen = new String(subscriber.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(seen.contains("\"result\":\"accepted\""), seen);
            assertTrue(seen.contains(Sha256.hex(large)), seen);
            journal.close();
            telemetry.close();
        }
    }

    private float[] act() {
        float[] action = new float[2];
        assertTrue(slot.act(new float[9], action));
        return action;
    }

    private static MqttTelemetry.Listener quiet() {
        return new MqttTelemetry.Listener() {
            @Override
            public void connected(String uri) {
                // nobody asks
            }

            @Override
            public void disconnected(String why) {
                // nobody asks
            }
        };
    }
}
