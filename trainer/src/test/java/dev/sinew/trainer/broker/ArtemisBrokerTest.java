package dev.sinew.trainer.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sinew.runtime.telemetry.LocalBroker;
import dev.sinew.runtime.telemetry.TelemetryException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtemisBrokerTest {
    @Test
    void carriesARetainedMessageToALateSubscriber() throws Exception {
        try (LocalBroker broker = provider().start(0)) {
            byte[] payload = "online".getBytes(StandardCharsets.UTF_8);
            var publisher = new MqttClient(broker.uri(), "publisher", new MemoryPersistence());
            publisher.connect();
            publisher.publish("robots/r/status", payload, 1, true);
            BlockingQueue<MqttMessage> seen = new ArrayBlockingQueue<>(4);
            var late = new MqttClient(broker.uri(), "late", new MemoryPersistence());
            late.connect();
            late.subscribe(
                    new MqttSubscription[] {new MqttSubscription("robots/#", 1)},
                    new IMqttMessageListener[] {(topic, message) -> seen.add(message)});

            MqttMessage message = seen.poll(10, TimeUnit.SECONDS);
            assertArrayEquals(payload, message == null ? new byte[0] : message.getPayload());
            for (MqttClient client : new MqttClient[] {late, publisher}) {
                client.disconnect();
                client.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 4 << 20})
    void carriesAPolicyOfAsManyBytes(int size) throws Exception {
        try (LocalBroker broker = provider().start(0)) {
            byte[] policy = new byte[size];
            new Random(size).nextBytes(policy);
            BlockingQueue<MqttMessage> seen = new ArrayBlockingQueue<>(4);
            var robot = new MqttClient(broker.uri(), "robot", new MemoryPersistence());
            robot.connect();
            robot.subscribe(
                    new MqttSubscription[] {new MqttSubscription("robots/r/policy", 1)},
                    new IMqttMessageListener[] {(topic, message) -> seen.add(message)});
            var sender = new MqttClient(broker.uri(), "sender", new MemoryPersistence());
            sender.connect();
            sender.publish("robots/r/policy", policy, 1, false);

            MqttMessage message = seen.poll(20, TimeUnit.SECONDS);
            assertArrayEquals(policy, message == null ? new byte[0] : message.getPayload());
            for (MqttClient client : new MqttClient[] {robot, sender}) {
                client.disconnect();
                client.close();
            }
        }
    }

    @Test
    void namesAPortThatIsInUse() {
        try (LocalBroker first = provider().start(0)) {
            int port = Integer.parseInt(first.uri().substring(first.uri().lastIndexOf(':') + 1));
            var e = assertThrows(TelemetryException.class, () -> provider().start(port));

            assertTrue(String.valueOf(e.getMessage()).startsWith("port " + port + " is in use"), e.toString());
        }
    }

    private static LocalBroker.Provider provider() {
        var providers = ServiceLoader.load(LocalBroker.Provider.class).stream().toList();
        assertEquals(1, providers.size());
        return providers.getFirst().get();
    }
}
