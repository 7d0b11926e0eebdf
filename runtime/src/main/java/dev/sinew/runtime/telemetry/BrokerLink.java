package dev.sinew.runtime.telemetry;

import java.util.List;
import java.util.Optional;

/// The connection to a broker. Called by the thread of its owner only; [Completion] and [Receiver] are called by
/// threads of the link.
public interface BrokerLink {
    /// Where the connection stands.
    enum State {
        /// No connection, none being made.
        DOWN,
        /// A connection is being made.
        CONNECTING,
        /// Messages can be published.
        UP
    }

    /// Told once what became of a message.
    interface Completion {
        /// The message is delivered: written to the socket ([Message.Delivery#LIVE]) or acknowledged by the broker.
        void delivered();

        /// The message is lost with its connection, or refused.
        void failed();
    }

    /// Given what arrives on a topic.
    @FunctionalInterface
    interface Receiver {
        /// A message has arrived. Must return at once.
        ///
        /// @param payload of the message, the receiver's to keep
        void arrived(byte[] payload);
    }

    /// What a link listens to.
    ///
    /// @param topic whole, without wildcards; quality of service 1
    /// @param receiver given what arrives; not what a broker had kept, which may be of long ago
    record Subscription(String topic, Receiver receiver) {}

    /// {@return a link that has no will and listens to one topic; down until it is connected, and up only once the
    /// broker has granted the subscription}
    ///
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param clientId of this link alone
    /// @param subscription what it listens to
    /// @param keepAliveSeconds what the broker is asked for, s
    static BrokerLink listening(String uri, String clientId, Subscription subscription, int keepAliveSeconds) {
        return listening(uri, clientId, List.of(subscription), keepAliveSeconds);
    }

    /// {@return a link that has no will and listens to some topics; down until it is connected, and up only once the
    /// broker has granted each subscription}
    ///
    /// @param uri broker, `tcp://host:port` or `ssl://host:port`; it may appear later
    /// @param clientId of this link alone
    /// @param subscriptions what it listens to, each topic once and without wildcards
    /// @param keepAliveSeconds what the broker is asked for, s
    static BrokerLink listening(String uri, String clientId, List<Subscription> subscriptions, int keepAliveSeconds) {
        return new PahoLink(uri, clientId, Optional.empty(), keepAliveSeconds, Arrivals.of(subscriptions));
    }

    /// {@return where the connection stands}
    State state();

    /// Begins a connection; does nothing unless the link is down. Never blocks.
    void connect();

    /// Hands over a message. Never blocks.
    ///
    /// @param message to be published
    /// @param completion told once what became of it
    /// @return false when the link refuses it at once; then `completion` is not called
    boolean publish(Message message, Completion completion);

    /// {@return what ended the last connection or attempt, for people; empty before the first}
    String lastFailure();

    /// Ends the connection: politely (no will) when `millis` suffice, else forcibly.
    ///
    /// @param millis longest time it may take, ms
    void close(long millis);
}
