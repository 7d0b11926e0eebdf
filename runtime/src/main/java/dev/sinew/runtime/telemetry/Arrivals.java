package dev.sinew.runtime.telemetry;

import java.util.Map;

/// What a [BrokerLink] listens to. [#arrived] is called by threads of the link and must return at once.
interface Arrivals {
    /// {@return whole topics, and for each whether the broker shows the sender's wish to have a live message kept}
    Map<String, Boolean> topics();

    /// A message is there.
    void arrived(String topic, byte[] payload, boolean retained);

    /// {@return one that listens to one topic, and passes on what is live}
    ///
    /// @param subscription topic and receiver
    static Arrivals of(BrokerLink.Subscription subscription) {
        return new Arrivals() {
            @Override
            public Map<String, Boolean> topics() {
                return Map.of(subscription.topic(), false);
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained) {
                if (!retained) {
                    subscription.receiver().arrived(payload);
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
