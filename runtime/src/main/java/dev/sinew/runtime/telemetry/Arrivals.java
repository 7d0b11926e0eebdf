package dev.sinew.runtime.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a [BrokerLink] listens to. [#arrived] is called by threads of the link and must return at once.
interface Arrivals {
    /// {@return whole topics, and for each whether the broker shows the sender's wish to have a live message kept}
    Map<String, Boolean> topics();

    /// A message is there.
    void arrived(String topic, byte[] payload, boolean retained);

    /// {@return one that listens to some topics, and passes on what is live}
    ///
    /// @param subscriptions topics and receivers
    static Arrivals of(List<BrokerLink.Subscription> subscriptions) {
        Map<String, BrokerLink.Receiver> receivers = new HashMap<>();
        subscriptions.forEach(one -> receivers.put(one.topic(), one.receiver()));
        return new Arrivals() {
            @Override
            public Map<String, Boolean> topics() {
                Map<String, Boolean> topics = new HashMap<>();
                receivers.keySet().forEach(topic -> topics.put(topic, false));
                return topics;
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained) {
                BrokerLink.Receiver receiver = receivers.get(topic);
                if (!retained && receiver != null) {
                    receiver.arrived(payload);
                }
            }
        };
    }

    /// {@return one that listens to nothing}
    static Arrivals none() {
        return new Arrivals() {
            @Override
            public Map<String, Boolean> topics() {
                return Map.of();
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained) {
                // nothing is listened to
            }
        };
    }
}
