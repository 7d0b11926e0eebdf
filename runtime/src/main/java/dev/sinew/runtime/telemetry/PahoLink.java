package dev.sinew.runtime.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/// A broker over Eclipse Paho's MQTT 5 client 1.2.5.
///
/// Each connection gets a client of its own and starts clean: Paho's own reconnect does not cover the first
/// connection, shares its delay between all clients, and re-sends topic aliases that the new connection does not
/// know. What a lost connection held is reported as failed here, exactly once, whatever Paho does with its tokens.
final class PahoLink implements BrokerLink {
    private static final long LARGEST_PACKET = 5 << 20; // a policy of 4 MiB, and one that is too large to be told so

    private final String uri;
    private final String clientId;
    private final Optional<Message> will;
    private final int keepAliveSeconds;
    private final Arrivals arrivals;
    private volatile @Nullable Connection connection;
    private volatile String lastFailure = "";

    /// @param uri `tcp://host:port` or `ssl://host:port`
    /// @param will published by the broker when the connection breaks
    PahoLink(String uri, String clientId, Message will, int keepAliveSeconds) {
        this(uri, clientId, Optional.of(will), keepAliveSeconds, Arrivals.none());
    }

    /// @param uri `tcp://host:port` or `ssl://host:port`
    /// @param will published by the broker when the connection breaks; empty for none
    /// @param arrivals listens; the link is not up before the broker lets it
    PahoLink(String uri, String clientId, Optional<Message> will, int keepAliveSeconds, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.uri = uri;
        this.clientId = clientId;
        this.will = will;
        this.keepAliveSeconds = keepAliveSeconds;
    }

    @Override
    public State state() {
        Connection now = connection;
        return now == null ? State.DOWN : now.state;
    }

    @Override
    public String lastFailure() {
        return lastFailure;
    }

    @Override
    public void connect() {
        if (state() != State.DOWN) {
            return;
        }
        Connection next = new Connection();
        connection = next;
        try {
            MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
            next.client = client;
            client.setCallback(next);
            client.connect(options(), null, next);
        } catch (MqttException | IllegalArgumentException e) {
            next.end("cannot connect to " + uri + ": " + reason(e));
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setConnectionTimeout(5);
        options.setAutomaticReconnect(false);
        options.setTopicAliasMaximum(0);
        options.setHttpsHostnameVerificationEnabled(true);
        options.setMaximumPacketSize(LARGEST_PACKET);
        will.ifPresent(last -> options.setWill(last.topic(), paho(last)));
        return options;
    }

    private static MqttMessage paho(Message message) {
        MqttMessage paho = new MqttMessage(message.payload());
        paho.setQos(message.delivery().qos());
        paho.setRetained(message.delivery().retained());
        return paho;
    }

    @Override
    public boolean publish(Message message, Completion completion) {
        Connection now = connection;
        if (now == null || now.state != State.UP) {
            return false;
        }
        MqttAsyncClient client = now.client;
        if (client == null) {
            return false;
        }
        now.pending.add(completion);
        try {
            client.publish(message.topic(), paho(message), null, new Outcome(now, completion));
        } catch (MqttException e) {
            if (now.pending.remove(completion)) {
                lastFailure = "publish refused: " + reason(e);
                return false;
            }
            return true; // the connection ended meanwhile and has reported the message already
        }
        if (now.state == State.DOWN) {
            now.failPending(); // it ended between the check above and the hand-over
        }
        return true;
    }

    @Override
    public void close(long millis) {
        Connection now = connection;
        if (now == null) {
            return;
        }
        MqttAsyncClient client = now.client;
        if (client != null && now.state == State.UP) {
            try {
                client.disconnect(millis).waitForCompletion(millis);
            } catch (MqttException e) {
                lastFailure = "disconnect: " + reason(e);
            }
        }
        now.end(lastFailure);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = cause == null ? failure.getMessage() : cause.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }

    /// What became of one publish.
    private record Outcome(Connection connection, Completion completion) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            if (connection.pending.remove(completion)) {
                completion.delivered();
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            if (connection.pending.remove(completion)) {
                completion.failed();
            }
        }
    }

    /// Whether the broker lets the link listen: without a word on its stop topic a robot must not seem connected.
    private record Subscribed(Connection connection) implements MqttActionListener {
        private static final int REFUSED = 0x80; // reason codes from here on are failures: MQTT 5, section 3.9.3

        @Override
        public void onSuccess(IMqttToken token) {
            for (int code : token.getReasonCodes()) {
                if (code >= REFUSED) {
                    connection.end(String.format("the broker does not let it listen, reason 0x%02X", code));
                    return;
                }
            }
            if (connection.state == State.CONNECTING) {
                connection.state = State.UP;
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            connection.end("cannot listen: " + reason(exception));
        }
    }

    /// One connection from its first attempt to its end.
    private final class Connection implements MqttCallback, MqttActionListener {
        private final Set<Completion> pending = ConcurrentHashMap.newKeySet();
        private volatile State state = State.CONNECTING;
        private volatile @Nullable MqttAsyncClient client;

        private void end(String why) {
            lastFailure = why;
            boolean first = state != State.DOWN;
            state = State.DOWN;
            failPending();
            MqttAsyncClient ended = client;
            if (first && ended != null) {
                release(ended);
            }
        }

        private void failPending() {
            for (Completion completion : List.copyOf(pending)) {
                if (pending.remove(completion)) {
                    completion.failed();
                }
            }
        }

        @Override
        public void onSuccess(IMqttToken token) {
            MqttAsyncClient connected = client;
            if (state != State.CONNECTING || connected == null) {
                return;
            }
            MqttSubscription[] wanted = subscriptions();
            if (wanted.length == 0) {
                state = State.UP;
                return;
            }
            try {
                connected.subscribe(wanted, null, new Subscribed(this), new MqttProperties());
            } catch (MqttException e) {
                end("cannot listen at " + uri + ": " + reason(e));
            }
        }

        private MqttSubscription[] subscriptions() {
            return arrivals.topics().entrySet().stream()
                    .map(topic -> {
                        MqttSubscription subscription = new MqttSubscription(topic.getKey(), 1);
                        subscription.setRetainAsPublished(topic.getValue());
                        return subscription;
                    })
                    .toArray(MqttSubscription[]::new);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            end("cannot connect to " + uri + ": " + reason(exception));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            MqttException cause = response.getException();
            end("connection to " + uri + " lost: " + (cause == null ? response.getReasonString() : reason(cause)));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            lastFailure = reason(exception);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            arrivals.arrived(topic, message.getPayload(), message.isRetained());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // each publish has its own listener
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // the connect token says so
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no extended authentication is asked for
        }
    }

    /// Closing can hang on a bad link and must not be called from Paho's own threads: a helper thread does it.
    private static void release(MqttAsyncClient client) {
        Thread.ofVirtual().name("mqtt-release").start(() -> {
            try {
                client.disconnectForcibly(0, 500, false);
            } catch (MqttException e) {
                // it was not connected: nothing to end
            }
            try {
                client.close(true);
            } catch (MqttException e) {
                // already closed
            }
        });
    }
}
